import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { DEFAULT_MAX_BYTES, openSources } from '../../src/files/open-sources.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import { html } from '../../src/report/html.ts';
import { axeViolations, keepScreenshot, type ReportBrowser, startBrowser } from './browser.ts';

const SAMPLES = 'samples/locust';
const CREATED_MS = Date.UTC(2026, 10, 24);

let browser: ReportBrowser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

/** The page of a sample, as `plimsoll report samples/locust/NAME` writes it. */
async function pageOf(name: string): Promise<string> {
  const progress = () => {};
  const files = await openSources([`${SAMPLES}/${name}`], {
    cwd: process.cwd(),
    maxBytes: DEFAULT_MAX_BYTES,
    progress,
  });
  const { runs } = await importRuns(files, { progress });
  return html.render(
    {
      schema: 'result/1',
      tool: { name: 'plimsoll', version: '0.0.0-test' },
      createdMs: CREATED_MS,
      analyses: runs.map((run) => analyseRun(run)),
      comparison: null,
      trend: null,
      verdict: null,
    },
    { columns: null, colour: false },
  );
}

describe('the report of each real run', () => {
  const names = readdirSync(SAMPLES, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

  test.each(names)('%s: no complaint, nothing for axe, nothing wider than the screen', async (name) => {
    const source = await pageOf(name);
    const looks = [
      ['light', 1280, 'light'],
      ['dark', 1280, 'dark'],
      ['narrow', 390, 'light'],
    ] as const;
    for (const [look, width, colorScheme] of looks) {
      const { page, complaints } = await browser.open(source, {
        colorScheme,
        viewport: { width, height: 900 },
      });
      await keepScreenshot(page, `${name}-${look}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await axeViolations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });
});
