// Writes a Locust run of any length: full history of `endpoints` endpoints, one row each
// per second (or every `everyS` seconds), and its _stats.csv.
// Values follow a fixed recurrence, so the same arguments give the same bytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const HISTORY_HEADER =
  'Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size';
const STATS_HEADER =
  'Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%';
const SHAPE = [1, 1.2, 1.4, 1.5, 1.9, 2.4, 3.2, 4.1, 7, 9, 9.5];

const twoDigits = (ms) =>
  ms < 100
    ? Math.round(ms)
    : ms < 1000
      ? Math.round(ms / 10) * 10
      : ms < 10_000
        ? Math.round(ms / 100) * 100
        : Math.round(ms / 1000) * 1000;

/** A generator of unrest in 0…1, the same on every machine. */
export function unrest(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @returns the size of the history in bytes. */
export function makeHistory(
  folder,
  { seconds, endpoints, everyS = 1, prefix = 'run', startS = 1_795_427_273 },
) {
  const next = unrest(7);
  const rows = Array.from({ length: endpoints }, (_, i) => ({
    type: i % 4 === 0 ? 'POST' : 'GET',
    name: `/api/v1/resource-${String(i).padStart(3, '0')}`,
    levelMs: 20 + 15 * (i % 40),
    requests: 0,
    failures: 0,
    sumMs: 0,
    maxMs: 0,
  }));
  const all = { type: '', name: 'Aggregated', levelMs: 200, requests: 0, failures: 0, sumMs: 0, maxMs: 0 };
  const file = openSync(join(folder, `${prefix}_stats_history.csv`), 'w');
  let written = writeSync(file, `${HISTORY_HEADER}\r\n`);
  const percentiles = (row, wave) => SHAPE.map((factor) => twoDigits(row.levelMs * factor * wave)).join(',');
  const totals = (row) =>
    `${row.requests},${row.failures},${twoDigits(row.levelMs)},${row.requests === 0 ? 0 : row.sumMs / row.requests},${row.levelMs * 0.3},${row.maxMs},${180 + (row.levelMs % 70)}.5`;
  for (let second = 0; second < seconds; second += everyS) {
    const users = Math.min(100, 1 + second);
    const wave = 1 + 0.3 * Math.sin(second / 600) + 0.1 * next();
    let text = '';
    for (const row of rows) {
      const count = Math.round((users / 100) * (2 + 4 * next()));
      const failed = next() < 0.02 ? 1 : 0;
      const sumMs = count * row.levelMs * wave * (0.9 + 0.2 * next());
      for (const target of [row, all]) {
        target.requests += count;
        target.failures += Math.min(count, failed);
        target.sumMs += sumMs;
        target.maxMs = Math.max(target.maxMs, row.levelMs * 9.4 * wave);
      }
      text += `${startS + second},${users},${row.type},${row.name},${count.toFixed(6)},${failed.toFixed(6)},${percentiles(row, wave)},${totals(row)}\r\n`;
    }
    text += `${startS + second},${users},,Aggregated,${(rows.length * 4).toFixed(6)},0.500000,${percentiles(all, wave)},${totals(all)}\r\n`;
    written += writeSync(file, text);
  }
  closeSync(file);
  const stats = openSync(join(folder, `${prefix}_stats.csv`), 'w');
  writeSync(stats, `${STATS_HEADER}\r\n`);
  for (const row of [...rows, all]) {
    writeSync(
      stats,
      `${row.type},${row.name},${totals(row)},${row.requests / seconds},${row.failures / seconds},${percentiles(row, 1)}\r\n`,
    );
  }
  closeSync(stats);
  return written;
}
