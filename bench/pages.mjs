import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeHistory } from './make-history.mjs';
import { cli, median, row, runOnce } from './process.mjs';

const CHROMIUM = '/usr/bin/chromium';
const RUNS = [
  { name: '15 minutes, 4 endpoints', seconds: 900, endpoints: 4, limitMB: 1.5 },
  // A row every 15 s stands in for a row every second: the page has the same buckets, and the file is 96 MB, not 1.4 GB.
  { name: '24 hours, 100 endpoints', seconds: 86_400, endpoints: 100, everyS: 15, limitMB: 8 },
];

/** Size of the HTML, and how long Chromium takes to show it. */
export async function measurePages(folder) {
  console.log('pages');
  for (const run of RUNS) {
    const source = join(folder, `page-${run.endpoints}`);
    mkdirSync(source, { recursive: true });
    makeHistory(source, run);
    const page = join(folder, `page-${run.endpoints}.html`);
    const { ms } = await runOnce(process.execPath, [cli, 'report', source, '-o', page]);
    row(
      run.name,
      `${(statSync(page).size / 1e6).toFixed(2)} MB`,
      `limit ${run.limitMB} MB; written in ${(ms / 1000).toFixed(1)} s`,
    );
    if (existsSync(CHROMIUM))
      row('  drawn in Chromium', `${(await drawnMs(page)).toFixed(0)} ms`, 'limit 2000 ms');
  }
}

/** From navigation to the frame after load, median of 5. */
async function drawnMs(page) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    const tab = await browser.newPage();
    const started = performance.now();
    await tab.goto(pathToFileURL(page).href, { waitUntil: 'load' });
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    times.push(performance.now() - started);
    await tab.close();
  }
  await browser.close();
  return median(times);
}
