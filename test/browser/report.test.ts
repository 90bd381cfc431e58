import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';
import { comparisonExample } from '../support/comparison-example.ts';
import { exampleResult, HOSTILE_NAMES } from '../support/example-result.ts';
import { axeViolations, keepScreenshot, type ReportBrowser, startBrowser } from './browser.ts';

const OPTIONS = { columns: null, colour: false };
const MANY = Array.from({ length: 30 }, (_, i) => `/endpoint/${i}`);

let browser: ReportBrowser;
let few: string;
let many: string;
let hostile: string;
let several: string;

beforeAll(async () => {
  browser = await startBrowser();
  few = await html.render(exampleResult(), OPTIONS);
  many = await html.render(exampleResult({ names: MANY, seconds: 60 }), OPTIONS);
  const analyses = ['before', 'after'].flatMap((label) => exampleResult({ label, seconds: 60 }).analyses);
  several = await html.render({ ...exampleResult(), analyses }, OPTIONS);
  hostile = await html.render(exampleResult({ names: HOSTILE_NAMES, seconds: 60 }), OPTIONS);
});

afterAll(() => browser.close());

describe('the page in Chromium', () => {
  test('is opened without an error, a refusal by its policy, or a request', async () => {
    const { complaints } = await browser.open(few);
    expect(complaints).toEqual([]);
  });

  test('shows names from outside as text and runs none of them', async () => {
    const { page, complaints } = await browser.open(hostile);
    await page.locator('details.endpoint').first().locator('summary').first().click();
    expect(await page.evaluate(() => 'harmed' in globalThis)).toBe(false);
    expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
    expect(await page.locator('table.endpoints').textContent()).toContain(
      '</script><img src=x onerror=window.harmed=1>',
    );
    expect(complaints).toEqual([]);
  });

  test('says the same with scripts off: figures, tables, details', async () => {
    const { page } = await browser.open(many, { javaScriptEnabled: false });
    expect(await page.locator('.stack .chart:visible').count()).toBe(4);
    expect(await page.locator('table.endpoints tbody tr:visible').count()).toBe(30);
    expect(await page.locator('.scripted:visible').count()).toBe(0);
    await page.locator('details.endpoint summary').first().click();
    expect(await page.locator('details.endpoint table.numbers').first().isVisible()).toBe(true);
  });
});

describe('the page of a comparison', () => {
  test.each(['light', 'dark'] as const)('is accessible and complains of nothing: %s', async (colorScheme) => {
    const comparison = comparisonExample();
    const compared = await html.render({ ...exampleResult({ seconds: 60 }), comparison }, OPTIONS);
    const { page, complaints } = await browser.open(compared, { colorScheme });
    await page.locator('.judged summary').first().click();
    expect(await page.locator('.judged dl').first().isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('fits a narrow screen', async () => {
    const comparison = comparisonExample();
    const compared = await html.render({ ...exampleResult({ seconds: 60 }), comparison }, OPTIONS);
    const { page } = await browser.open(compared, { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

describe('how it looks', () => {
  const looks = [
    ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['medium', { colorScheme: 'light', viewport: { width: 820, height: 1100 } }],
    ['narrow', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
    ['narrow-dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
  ] as const;

  test.each(looks)('%s: axe finds nothing, and nothing is wider than the screen', async (name, options) => {
    for (const [content, source] of [
      ['few', few],
      ['hostile', hostile],
      ['several', several],
    ] as const) {
      const { page } = await browser.open(source, options);
      await keepScreenshot(page, `example-${content}-${name}`);
      await page.locator('details.endpoint > summary').first().click();
      expect(await axeViolations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(options.viewport.width);
    }
  });

  test('one drawing of each figure is shown, the one that fits', async () => {
    for (const [width, frame] of [
      [1280, 'wide'],
      [820, 'wide'],
      [700, 'medium'],
      [390, 'narrow'],
    ] as const) {
      const { page } = await browser.open(few, { viewport: { width, height: 900 } });
      const shown = await page
        .locator('.stack .panel')
        .first()
        .locator('.chart:visible')
        .getAttribute('class');
      expect([width, shown]).toEqual([width, `chart chart-${frame}`]);
    }
  });

  test('the theme button goes from auto to light to dark and back', async () => {
    const { page } = await browser.open(few, { colorScheme: 'light' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.click('#theme');
    expect([await page.textContent('#theme'), await background()]).toEqual(['Theme: light', light]);
    await page.click('#theme');
    expect(await page.textContent('#theme')).toBe('Theme: dark');
    expect(await background()).not.toBe(light);
    await page.click('#theme');
    expect([await page.textContent('#theme'), await background()]).toEqual(['Theme: auto', light]);
  });

  test('on paper the dark theme is light', async () => {
    const { page } = await browser.open(few, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    expect(await page.locator('.readout:visible, .top:visible, details.endpoint:visible').count()).toBe(0);
  });
});

describe('the timeline', () => {
  test('is read with the keyboard: arrows, Home, End, Escape', async () => {
    const { page } = await browser.open(few);
    const time = () => page.locator('.readout .when b').textContent();
    const whole = await time();
    await page.focus('.stack');
    await page.keyboard.press('ArrowRight');
    expect(await time()).toBe('0:00');
    await page.keyboard.press('ArrowRight');
    expect(await time()).toBe('0:01');
    await page.keyboard.press('PageDown');
    expect(await time()).toBe('0:07');
    await page.keyboard.press('ArrowLeft');
    expect(await time()).toBe('0:06');
    await page.keyboard.press('End');
    expect(await time()).toBe('2:59');
    await page.keyboard.press('Home');
    expect(await time()).toBe('0:00');
    await page.keyboard.press('Escape');
    expect(await time()).toBe(whole);
  });

  test('is read with the pointer, and the readout does not move what is under it', async () => {
    const { page } = await browser.open(few);
    await page.locator('.stack').scrollIntoViewIfNeeded();
    const before = await page.locator('.stack').boundingBox();
    if (before === null) throw new Error('the stack is shown');
    await page.mouse.move(before.x + before.width / 2, before.y + 60);
    expect(await page.locator('.readout .when b').textContent()).toMatch(/^1:[0-9]{2}$/);
    expect(await page.locator('.readout .cell').nth(2).textContent()).toMatch(/^p95 of 10 s\d/);
    expect(await page.locator('.stack').boundingBox()).toEqual(before);
    await page.mouse.move(5, 5);
    expect(await page.locator('.readout .when span').textContent()).toBe('Whole run');
  });

  test("shows clock times in the reader's zone with its offset, and UTC on hover", async () => {
    const { page } = await browser.open(few, { timezoneId: 'Asia/Kolkata' });
    const started = page.locator('.facts time');
    expect(await started.textContent()).toBe('23 Nov 2026, 14:30:00 UTC+5:30');
    expect(await started.getAttribute('title')).toBe('23 Nov 2026, 09:00:00 UTC');
    await page.focus('.stack');
    await page.keyboard.press('Home');
    expect(await page.locator('.readout .when span').textContent()).toBe('14:30:00 UTC+5:30');
  });
});

describe('the endpoint table', () => {
  const firstName = '.endpoints tbody tr:not([hidden]) th';

  test('shows the 20 slowest, and all on request', async () => {
    const { page } = await browser.open(many);
    expect(await page.locator('.endpoints tbody tr:visible').count()).toBe(20);
    expect(await page.locator('.count').textContent()).toBe('20 of 30 endpoints');
    await page.click('.show-all');
    expect(await page.locator('.endpoints tbody tr:visible').count()).toBe(30);
    expect(new URL(page.url()).hash).toBe('#endpoints?all');
  });

  test('sorts by a column with the keyboard and says so', async () => {
    const { page } = await browser.open(many);
    const heading = page.locator('.endpoints th[data-key=requests]');
    await heading.locator('button').focus();
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    const counts = await page
      .locator('.endpoints tbody tr:visible td[data-label=Requests]')
      .allTextContents();
    const numbers = counts.map((text) => Number(text.replace(/\D/g, '')));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    await page.keyboard.press('Space');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    expect(new URL(page.url()).hash).toBe('#endpoints?sort=requests.asc');
  });

  test('filters by name, tells how many are left, and keeps it in the address', async () => {
    const { page } = await browser.open(many);
    await page.fill('input[type=search]', 'POINT/2');
    expect(await page.locator('.count').textContent()).toBe('11 of 30 endpoints');
    expect(new URL(page.url()).hash).toBe('#endpoints?q=POINT%2F2');
  });

  test('opens as the address says', async () => {
    const { page } = await browser.open(many, { hash: '#endpoints?sort=name.asc&q=point/1' });
    expect(await page.inputValue('input[type=search]')).toBe('point/1');
    expect(await page.locator(firstName).first().textContent()).toContain('/endpoint/1');
    expect(await page.locator('.endpoints th[data-key=name]').getAttribute('aria-sort')).toBe('ascending');
  });

  test('an address that makes no sense changes nothing', async () => {
    const { page, complaints } = await browser.open(many, { hash: '#endpoints?sort=%3Cb%3E.up&q' });
    expect(await page.locator('.endpoints tbody tr:visible').count()).toBe(20);
    expect(complaints).toEqual([]);
    const broken = await browser.open(many, { hash: '#%E0%A4%A' });
    expect(broken.complaints).toEqual([]);
  });

  test('a link to an endpoint opens its details', async () => {
    const { page } = await browser.open(many, { hash: '#ep-get-endpoint-7' });
    expect(await page.locator('#ep-get-endpoint-7').getAttribute('open')).not.toBeNull();
    const link = page.locator('.endpoints tbody tr:visible a').first();
    const target = await link.getAttribute('href');
    await link.click();
    await page.locator(`${target}[open]`).waitFor();
  });
});
