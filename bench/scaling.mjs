import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeHistory } from './make-history.mjs';
import { makeScalingLog } from './make-scaling-log.mjs';
import { cli, inTurn, row } from './process.mjs';

/** Time and memory of reading and analysing 24 h of the legacy monitor's log beside a short load test. */
export async function measureScaling(folder) {
  const run = join(folder, 'scaling');
  const alone = join(folder, 'scaling-alone');
  mkdirSync(run, { recursive: true });
  mkdirSync(alone, { recursive: true });
  makeHistory(run, { seconds: 900, endpoints: 4 });
  const history = join(run, 'run_stats_history.csv');
  copyFileSync(history, join(alone, 'run_stats_history.csv'));
  const log = join(run, 'scaling.log');
  const bytes = makeScalingLog(log, { hours: 24, startMs: Date.UTC(2026, 10, 23) });
  console.log(`a legacy log of 24 h and ${(bytes / 1e6).toFixed(0)} MB`);
  const report = (from, ...more) => [
    process.execPath,
    cli,
    'report',
    from,
    '--format',
    'json',
    '-o',
    join(folder, 'scaling.json'),
    ...more,
  ];
  const outcome = await inTurn(
    {
      'with the log': report(history, '--scaling', log, '--timezone', 'UTC'),
      'without it': report(join(alone, 'run_stats_history.csv')),
    },
    3,
  );
  for (const [name, { ms, peakMiB }] of Object.entries(outcome)) {
    row(name, `${ms.toFixed(0)} ms`, `${peakMiB.toFixed(0)} MiB`);
  }
  const readMs = outcome['with the log'].ms - outcome['without it'].ms;
  row('reading and analysing the log (limit 2,000 ms)', `${readMs.toFixed(0)} ms`);
}
