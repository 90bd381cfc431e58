import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, inTurn, row, runOnce } from './process.mjs';

const RUNS = 500;
/** The level of the throughput changes here; the chart and the table of the change are part of the work. */
const CHANGED_AT = 300;

/** The trend over many stored runs, as HTML: copies of a real one, each on a day of its own. */
export async function measureTrend(folder) {
  console.log(`plimsoll report --trend over ${RUNS} stored runs`);
  const store = join(folder, 'trend-store');
  const node = process.execPath;
  await runOnce(node, [cli, 'import', 'samples/locust/d01-baseline', '--store', store]);
  multiply(store);
  const trend = [node, cli, 'report', '--trend', '--store', store, '-o', join(folder, 'trend.html')];
  const first = await runOnce(trend[0], trend.slice(1));
  row('the first time', `${first.ms.toFixed(0)} ms`, `${(first.ms / RUNS).toFixed(0)} ms a run`);
  vary(store);
  const { again } = await inTurn({ again: trend }, 7);
  row('again', `${again.ms.toFixed(0)} ms`, `limit 3000 ms; ${again.peakMiB.toFixed(0)} MiB`);
}

function idOf(run) {
  return `a${run.toString(16).padStart(11, '0')}`;
}

function multiply(store) {
  const [original] = readdirSync(store).filter((name) => /^[0-9a-f]{12}$/.test(name));
  const document = readFileSync(join(store, original, 'run.json'), 'utf8');
  for (let run = 1; run < RUNS; run += 1) {
    const copy = join(store, idOf(run));
    mkdirSync(copy);
    for (const name of readdirSync(join(store, original))) {
      if (name.endsWith('.arrow')) cpSync(join(store, original, name), join(copy, name));
    }
    writeFileSync(join(copy, 'run.json'), document.replaceAll(original, idOf(run)));
  }
  renameSync(join(store, original), join(store, idOf(0)));
  writeFileSync(join(store, idOf(0), 'run.json'), document.replaceAll(original, idOf(0)));
}

/** Copies have equal values, in which no change is looked for twice; so their summaries get some noise and a change. */
function vary(store) {
  for (let run = 0; run < RUNS; run += 1) {
    const path = join(store, idOf(run), 'summary.json');
    const summary = JSON.parse(readFileSync(path, 'utf8'));
    const noise = 1 + 0.02 * Math.sin(run * 12.9898) * Math.cos(run * 78.233);
    const factor = run < CHANGED_AT ? noise : 1.3 * noise;
    summary.run.startMs += run * 86_400_000;
    for (const { values } of summary.endpoints) for (const value of values) value.value *= factor;
    writeFileSync(path, JSON.stringify(summary));
  }
}
