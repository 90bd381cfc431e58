import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';
import { resultOf } from '../support/analysis-example.ts';
import { scaledAnalysis } from '../support/scaling-example.ts';
import { axeViolations, keepScreenshot, type ReportBrowser, startBrowser } from './browser.ts';

let browser: ReportBrowser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

const pageOf = (sample: string) =>
  html.render(resultOf([scaledAnalysis(sample)]), { columns: null, colour: false });

describe('the report of a run that scaled', () => {
  const looks = [
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['narrow', 390, 'light'],
  ] as const;

  test.each(['sim-heavy', 'sim-pending', 'sim-stress', 'sim-flapping', 'sim-light'])(
    '%s: no complaint, nothing for axe, nothing wider than the screen, unfolded',
    async (sample) => {
      const source = await pageOf(sample);
      for (const [look, width, colorScheme] of looks) {
        const { page, complaints } = await browser.open(source, {
          colorScheme,
          viewport: { width, height: 900 },
        });
        await keepScreenshot(page, `scaling-${sample}-${look}`);
        await page.evaluate(() => {
          document.querySelectorAll('details').forEach((details) => {
            details.open = true;
          });
        });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await axeViolations(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
  );

  test('its panels stand below those of the timeline and are read at one moment by the keyboard', async () => {
    const { page } = await browser.open(await pageOf('sim-heavy'));
    const left = (id: string) =>
      page.evaluate((stack) => document.getElementById(stack)?.getBoundingClientRect().left, id);
    expect(await left('scaling-stack')).toBe(await left('timeline-stack'));
    await page.locator('#scaling-stack').focus();
    await page.keyboard.press('Home');
    expect(await page.textContent('#scaling-readout .when b')).toBe('0:00');
    await page.keyboard.press('End');
    expect(await page.textContent('#scaling-readout .when b')).not.toBe('0:00');
    const cells = page.locator('#scaling-readout .cell', { hasText: 'Ready' }).locator('b');
    expect(await cells.textContent()).toMatch(/^\d+$/);
  });

  test('it says the same with scripts off', async () => {
    const { page } = await browser.open(await pageOf('sim-heavy'), { javaScriptEnabled: false });
    expect(await page.locator('#scaling-stack .chart:visible').count()).toBeGreaterThanOrEqual(6);
    expect(await page.locator('#scaling .facts-table:visible').count()).toBeGreaterThanOrEqual(3);
  });
});
