import { measureClient, WARM_UP_S } from '../client.mjs';
import { open, plimsoll } from '../peers/plimsoll.mjs';
import { startOwn } from '../servers/own.mjs';
import { percentileOf, responseTimes } from './stored-values.mjs';

const PER_S = 500;
const STALLED_SHARE = 0.2;
const MOST_OFF = 0.02;

/**
 * The truth for arrivals spread evenly over whole periods P of which the last S = 0.2 P are stalled. A request that
 * arrives outside the stall takes nothing; one that arrives inside waits until its end, so its time is uniform in
 * (0, S). Hence P(time > x) = 0.2 (1 - x / S), and the percentile p has 0.2 (1 - x / S) = 1 - p / 100:
 * x = S (1 - (1 - p / 100) / 0.2), and 0 while that is negative. With P = 10 s: p90 1 s, p99 1.9 s, p99.9 1.99 s.
 * Where in a period the test begins does not matter as long as it lasts whole periods.
 */
export function trueMs(p, periodMs) {
  return Math.max(0, STALLED_SHARE * periodMs * (1 - (1 - p / 100) / STALLED_SHARE));
}

/** Open model against a server that stalls: are the percentiles those of the requests that were due? */
export async function measureStalling(bench) {
  const periodMs = bench.periodS * 1000;
  const runS = 2 * bench.periodS;
  console.log(
    `stalling: ${PER_S}/s for ${runS} s, stalled ${STALLED_SHARE * bench.periodS} s of every ${bench.periodS} s`,
  );
  const server = await startOwn('stalling-server', [periodMs, periodMs * STALLED_SHARE]);
  try {
    const client = plimsoll({
      program: bench.program,
      folder: bench.folder,
      host: server.host,
      scenario: 'get',
      runS,
      load: open(PER_S),
    });
    const row = await measureClient({ client, counters: server.counters, seconds: runS - WARM_UP_S - 1 });
    const times = responseTimes(client.storedRun());
    const points = [50, 90, 99, 99.9].map((p) => compare(p, percentileOf(times, p), trueMs(p, periodMs)));
    console.log(
      `  ${times.counts.reduce((sum, count) => sum + count, 0)} requests recorded, ${runS * PER_S} due; ${row.peakMiB.toFixed(0)} MiB`,
    );
    return { title: 'stalling', points, row: { ...row, output: undefined } };
  } finally {
    await server.stop();
  }
}

function compare(p, ms, truth) {
  const off = truth === 0 ? null : ms / truth - 1;
  const limit = p === 90 || p === 99 ? `; within 2 %: ${Math.abs(off) <= MOST_OFF ? 'met' : 'MISSED'}` : '';
  const by = off === null ? '' : `, off by ${(off * 100).toFixed(2)} %`;
  console.log(`  p${p}: ${ms.toFixed(1)} ms, truth ${truth.toFixed(0)} ms${by}${limit}`);
  return { p, ms, truth };
}
