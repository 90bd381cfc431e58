import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeRun } from './make-recordings.mjs';
import { cli, inTurn, row } from './process.mjs';

const COMPARISONS = [
  {
    name: '1 + 1 runs of 15 minutes, 4 endpoints',
    sides: [1, 1],
    run: { seconds: 900, endpoints: 4, perS: 10 },
    limitMs: 1500,
    rounds: 5,
  },
  {
    name: '5 + 3 runs of 15 minutes, 100 endpoints',
    sides: [5, 3],
    run: { seconds: 900, endpoints: 100, perS: 2 },
    limitMs: 5000,
    rounds: 3,
  },
];

/** From process start to the HTML on disk, stored runs of the load engine with every response time in their windows. */
export async function measureCompare(folder) {
  console.log('plimsoll compare, from process start to the HTML on disk');
  for (const { name, sides, run, limitMs, rounds } of COMPARISONS) {
    const store = join(folder, `store-${run.endpoints}`);
    let number = 0;
    const ids = [];
    for (const [side, count] of sides.entries()) {
      const made = [];
      for (let i = 0; i < count; i += 1) {
        number += 1;
        made.push(await makeRun(store, { ...run, number, factor: side === 0 ? 1 : 1.1 }));
      }
      ids.push(made.join(','));
    }
    const page = join(folder, 'compared.html');
    const args = [cli, 'compare', ...ids, '--store', store, '-o', page];
    // 1: something regressed; 3: one run a side is not enough.
    const outcome = await inTurn({ compare: [process.execPath, ...args] }, rounds, [0, 1, 3]);
    const { ms, peakMiB } = outcome.compare;
    const size = `${(statSync(page).size / 1e6).toFixed(2)} MB, at most ${peakMiB.toFixed(0)} MiB of memory`;
    row(name, `${ms.toFixed(0)} ms`, `limit ${limitMs} ms; ${size}`);
  }
}
