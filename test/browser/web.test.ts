import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startDemoTarget } from '../../src/demo/target.ts';
import { repository } from '../support/cli.ts';
import { startWeb, storeOfTwoRuns } from '../support/web.ts';
import { axeViolations, keepScreenshot } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  mkdirSync('artefacts/screenshots', { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
});

afterAll(() => browser.close());

/** A page of the server, with what its console complains of. */
async function open(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  await page.goto(url);
  return { page, complaints };
}

test.each([
  ['light', 1280, 'light'],
  ['dark', 1280, 'dark'],
  ['narrow', 390, 'light'],
] as const)(
  'the list of runs, %s: no complaint, nothing for axe, nothing wider than the screen',
  async (look, width, colorScheme) => {
    const { url } = await startWeb({ store: await storeOfTwoRuns() });
    const { page, complaints } = await open(url, { colorScheme, viewport: { width, height: 900 } });
    await page.locator('summary').first().click();
    await keepScreenshot(page, `web-runs-${look}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test('two runs are chosen with the keyboard and compared, and the back button leads to the list', async () => {
  const { url } = await startWeb({ store: await storeOfTwoRuns() });
  const { page, complaints } = await open(url);
  await page.getByLabel('Compare after').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Compare before').focus();
  await page.keyboard.press('Space');
  expect(await page.locator('#baseline option:checked').textContent()).toMatch(/^before/);
  await page.getByRole('button', { name: 'Compare 2 runs' }).press('Enter');
  await page.getByText('Candidate: after').waitFor();
  await keepScreenshot(page, 'web-compare');
  await page.goBack();
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
  expect(complaints).toEqual([]);
});

test('a report out of the store opens in its sandbox, with its scripts and without complaints', async () => {
  const { url } = await startWeb({ store: await storeOfTwoRuns() });
  const { page, complaints } = await open(url);
  await page.getByRole('link', { name: 'before', exact: true }).click();
  await page.getByRole('heading', { name: 'Endpoints', exact: true }).waitFor();
  const theme = page.getByRole('button', { name: 'Theme: auto' });
  await theme.click();
  await page.getByRole('button', { name: 'Theme: light' }).waitFor();
  await page.locator('nav a[href="#endpoints"]').click();
  await expect.poll(() => new URL(page.url()).hash).toBe('#endpoints');
  // What it runs has no right to this server.
  expect(await page.evaluate(() => globalThis.origin)).toBe('null');
  expect(complaints).toEqual([]);
});

test('a run is renamed, deleted, and brought back', async () => {
  const { url } = await startWeb({ store: await storeOfTwoRuns() });
  const { page, complaints } = await open(url);
  await page.getByLabel('More about before').click();
  await page.getByRole('button', { name: 'Rename…' }).and(page.locator(':visible')).click();
  await page.getByLabel('New name').fill('<i>renamed</i>');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  const row = page.getByRole('row', { name: '<i>renamed</i>' });
  await row.waitFor();
  await page.getByLabel('More about <i>renamed</i>').click();
  await page.getByRole('button', { name: 'Delete' }).and(page.locator(':visible')).click();
  await row.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
  await page.reload();
  await row.waitFor();
  expect(complaints).toEqual([]);
});

test("Locust's files are imported by dropping them on the page; what is no result is refused in words", async () => {
  const { url } = await startWeb();
  const { page, complaints } = await open(url);
  await page.getByRole('heading', { name: 'No runs yet' }).waitFor();
  await dropFiles(page, [{ name: 'holiday.csv', text: 'no,results\n1,2\n' }]);
  await expect
    .poll(() => page.locator('#message').textContent(), { timeout: 30_000 })
    .toContain('holiday.csv');
  const names = ['run_stats.csv', 'run_stats_history.csv', 'run_failures.csv', 'run_exceptions.csv'];
  const folder = join(repository, 'samples/locust/d01-baseline');
  await dropFiles(
    page,
    names.map((name) => ({ name: `night_${name}`, text: readFileSync(join(folder, name), 'utf8') })),
  );
  await page.getByRole('link', { name: 'night_run', exact: true }).waitFor();
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
});

/** As from a file manager. */
async function dropFiles(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of dropped) dataTransfer.items.add(new File([text], name));
    document
      .getElementById('drop')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}

test('a test is started by its form, watched, stopped, and its report opened', async () => {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const { url } = await startWeb();
  const { page, complaints } = await open(`${url}/new`);
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('input[name=host]').fill(target.url);
  await page.locator('select[name=load]').selectOption('custom');
  await page.locator('input[name=users]').fill('3');
  await page.locator('input[name=runTime]').fill('5 apples');
  await page.getByRole('button', { name: 'Start the test' }).click();
  await page.getByText('“Duration” holds "5 apples"').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('runTime');
  await keepScreenshot(page, 'web-new-refused');
  await page.locator('input[name=runTime]').fill('5m');
  await page.getByRole('button', { name: 'Start the test' }).click();
  await page.waitForURL(/\/live\/[0-9a-f]{12}$/);
  const total = page.locator('#endpoints tr', { hasText: 'All requests' }).locator('td').first();
  await total.waitFor();
  const before = Number(await total.textContent());
  await expect
    .poll(async () => Number(await total.textContent()), { timeout: 20_000 })
    .toBeGreaterThan(before);
  expect(await page.locator('path.line-p95').getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+L/);
  await page.locator('#charts').press('Home');
  expect(await page.locator('#readout').textContent()).toMatch(/^0:00: \d users, /);
  await keepScreenshot(page, 'web-live');
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 900 });
  await keepScreenshot(page, 'web-live-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('link', { name: 'Open the report' }).click({ timeout: 40_000 });
  await page.getByRole('heading', { name: 'Endpoints', exact: true }).waitFor();
  // The refused form is the one answer that a console speaks of.
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
});
