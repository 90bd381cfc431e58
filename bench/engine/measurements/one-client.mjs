import { measureClient, WARM_UP_S } from '../client.mjs';
import { plimsoll } from '../peers/plimsoll.mjs';
import { alternate, medianOf } from '../rounds.mjs';

/** Runs Plimsoll alone for some rounds; `read(run, row)` adds to a row what the stored run says. */
export async function repeat(bench, { server, scenario, load, warmUpS = WARM_UP_S, read }) {
  const runS = Math.ceil(warmUpS + bench.seconds + 1);
  const { program, folder, seconds } = bench;
  const measure = async () => {
    const client = plimsoll({ program, folder, host: server.host, scenario, runS, load });
    const { output, ...row } = await measureClient({ client, counters: server.counters, seconds, warmUpS });
    return { ...row, ...(await read(client.storedRun(), row)) };
  };
  const rows = await alternate([{ name: 'plimsoll' }], bench.rounds, measure, { saturates: false });
  return rows.get('plimsoll');
}

/** Prints the median of a column and its extremes, and whether it is within `most` (or reaches `least`). */
export function printColumn(rows, column, label, { most, least, show = (value) => value.toFixed(0) }) {
  const values = rows.filter(({ kept }) => kept).map((row) => row[column]);
  if (values.length === 0) return console.log(`  ${label.padEnd(28)} no quiet round`);
  const middle = medianOf(rows, column);
  const range = `[${show(Math.min(...values))}, ${show(Math.max(...values))}] in ${values.length} rounds`;
  const limits = [
    ...(most === undefined ? [] : [`at most ${show(most)}: ${middle <= most ? 'met' : 'MISSED'}`]),
    ...(least === undefined ? [] : [`at least ${show(least)}: ${middle >= least ? 'met' : 'MISSED'}`]),
  ];
  console.log(`  ${[`${label.padEnd(28)} ${show(middle).padStart(10)} ${range}`, ...limits].join('; ')}`);
}
