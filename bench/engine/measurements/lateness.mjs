import { median } from '../../process.mjs';
import { WARM_UP_S } from '../client.mjs';
import { open } from '../peers/plimsoll.mjs';
import { percent } from '../rounds.mjs';
import { startNginx } from '../servers/nginx.mjs';
import { printColumn, repeat } from './one-client.mjs';
import { measured, percentileOf } from './stored-values.mjs';

const PER_S = 2000;
/** engine.md measured 11 to 12 % with a timer; a generator that spins takes all of the core. */
const MOST_OF_CORE = 0.5;

/** Open model: how much later than due requests are sent, and whether that is bought with spinning. */
export async function measureLateness(bench) {
  console.log(`lateness: open model, ${PER_S}/s`);
  const server = await startNginx(bench.folder);
  try {
    const rows = await repeat(bench, {
      server,
      scenario: 'get',
      load: open(PER_S),
      read: (run) => {
        const lateness = measured(run, 'send-lateness');
        return {
          typicalSecond: typicalSecond(run),
          p50: percentileOf(lateness, 50),
          p99: percentileOf(lateness, 99),
          p999: percentileOf(lateness, 99.9),
        };
      },
    });
    const show = (value) => `${value.toFixed(2)} ms`;
    printColumn(rows, 'p50', 'lateness p50', { show });
    printColumn(rows, 'p99', 'lateness p99', { show, most: 3 });
    printColumn(rows, 'typicalSecond', 'p99 of a second', { show });
    printColumn(rows, 'p999', 'lateness p99.9', { show });
    printColumn(rows, 'perS', 'requests per s', { least: PER_S * 0.99 });
    printColumn(rows, 'cpuShare', 'share of the core', { show: percent, most: MOST_OF_CORE });
    printColumn(rows, 'foreignShare', 'share taken by others', { show: percent });
    return { title: 'lateness', rows };
  } finally {
    await server.stop();
  }
}

/** The middle one of the seconds' p99 after the warm-up: without it the cold start of the process is in every figure. */
function typicalSecond({ generator }) {
  return median(generator.lateP99Ms.slice(WARM_UP_S).filter((ms) => ms !== null));
}
