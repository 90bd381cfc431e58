import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { html } from '../../src/report/html.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { chatRun } from '../support/engine-run-chat.ts';
import { axeViolations, keepScreenshot, type ReportBrowser, startBrowser } from './browser.ts';

let browser: ReportBrowser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

const RUNS = {
  open: { load: 'open' },
  saturated: { isSaturated: true },
} as const;

function pageOf(name: keyof typeof RUNS): Promise<string> {
  const analyses = [analyseRun(chatRun(RUNS[name]))];
  return html.render(
    {
      schema: 'result/1',
      tool: { name: 'plimsoll', version: '0.0.0-test' },
      createdMs: Date.UTC(2026, 10, 24),
      analyses,
      comparison: null,
      trend: null,
      verdict: decideVerdict(analyses),
    },
    { columns: null, colour: false },
  );
}

describe('the report of an engine run', () => {
  const looks = [
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['narrow', 390, 'light'],
  ] as const;

  test.each(Object.keys(RUNS) as (keyof typeof RUNS)[])(
    '%s: no complaint, nothing for axe, nothing wider than the screen, folded or unfolded',
    async (name) => {
      const source = await pageOf(name);
      for (const [look, width, colorScheme] of looks) {
        const { page, complaints } = await browser.open(source, {
          colorScheme,
          viewport: { width, height: 900 },
        });
        await keepScreenshot(page, `engine-${name}-${look}`);
        for (const isOpen of [false, true]) {
          await page.evaluate((open) => {
            document.querySelectorAll('details').forEach((details) => {
              details.open = open;
            });
          }, isOpen);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          expect(await axeViolations(page)).toEqual([]);
        }
        expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
  );
});
