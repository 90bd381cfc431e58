import { closed } from '../peers/plimsoll.mjs';
import { percent } from '../rounds.mjs';
import { startNginx } from '../servers/nginx.mjs';
import { printColumn, repeat } from './one-client.mjs';

const USERS = 5000;
const PER_S = 2500;

/** Closed model with 1 s of think time: memory, and whether the users come as often as they should. */
export async function measureUsers(bench) {
  console.log(`users: ${USERS} with 1 s of think time`);
  const server = await startNginx(bench.folder);
  try {
    const rows = await repeat(bench, {
      server,
      scenario: 'thinking',
      load: closed(USERS, PER_S),
      warmUpS: USERS / PER_S + 3,
      read: (_run, row) => ({ peakMB: (row.peakMiB * 2 ** 20) / 1e6 }),
    });
    printColumn(rows, 'peakMB', 'memory at most', { show: (value) => `${value.toFixed(0)} MB`, most: 500 });
    // Each user comes once in its think time and its response time, which is of a few ms.
    printColumn(rows, 'perS', 'requests per s', { least: USERS * 0.95 });
    printColumn(rows, 'cpuShare', 'share of the core', { show: percent });
    printColumn(rows, 'connections', 'opened after the start', {});
    return { title: 'users', rows };
  } finally {
    await server.stop();
  }
}
