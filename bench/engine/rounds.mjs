import { median } from '../process.mjs';

/** With more of the client core taken by others a row says little. */
const MAX_FOREIGN_SHARE = 0.07;
/** With less of it used the client waited for a server that others disturbed. */
const MIN_CLIENT_SHARE = 0.9;

/**
 * Measures the clients in turn, in the opposite order every other round. Rows by client name; a row per round. A round
 * in which others disturbed a client is made up for, at most as many times as there are rounds. `saturates`: the
 * clients use all they get of their core. `keepsAll`: so they do when others disturb them.
 */
export async function alternate(clients, rounds, measure, { saturates = true, keepsAll = false } = {}) {
  const rows = new Map(clients.map(({ name }) => [name, []]));
  for (let round = 0; round < 2 * rounds && keptRounds(rows) < rounds; round += 1) {
    for (const client of round % 2 === 0 ? clients : clients.toReversed()) {
      const row = await measure(client);
      const isQuiet =
        row.foreignShare <= MAX_FOREIGN_SHARE && (row.cpuShare >= MIN_CLIENT_SHARE || !saturates);
      row.kept = isQuiet || keepsAll;
      rows.get(client.name).push(row);
      say(round, client.name, row);
    }
  }
  return rows;
}

function keptRounds(rows) {
  return Math.min(...[...rows.values()].map((list) => list.filter(({ kept }) => kept).length));
}

function say(round, name, { perS, cpuShare, foreignShare, kept }) {
  const rate = `${name.padEnd(24)} ${perS.toFixed(0).padStart(7)}/s`;
  const note = kept ? '' : ' (dropped)';
  console.log(
    `  round ${round + 1}: ${rate}, core ${percent(cpuShare)}, others ${percent(foreignShare)}${note}`,
  );
}

/** The median of a column over the rows that were kept; NaN when there is none. */
export function medianOf(rows, column) {
  const kept = rows.filter((row) => row.kept).map((row) => row[column]);
  return kept.length === 0 ? Number.NaN : median(kept);
}

/** One client's rate (or another column) over another's, round by round: median, extremes and the number of rounds where both were kept. */
export function ratioOf(ours, theirs, column = 'perS') {
  const ratios = ours.flatMap((row, round) =>
    row.kept && theirs[round].kept ? [row[column] / theirs[round][column]] : [],
  );
  return ratios.length === 0
    ? { median: Number.NaN, min: Number.NaN, max: Number.NaN, rounds: 0 }
    : { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios), rounds: ratios.length };
}

export function percent(share) {
  return `${shown(share * 100)} %`;
}

/** '–' for a median of no rows. */
export function shown(value, digits = 0) {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}

/**
 * Prints the clients' medians, and the ratio of the first to each with the least it must be: of rates, or `byCpu` of what
 * the others' requests cost to what the first one's do. Returns what was printed, as data.
 */
export function printRates(rows, leastRatio, { byCpu = false } = {}) {
  const [first] = rows.keys();
  console.log(
    `  ${'client'.padEnd(24)}${'per s'.padStart(9)}${'core'.padStart(7)}${'µs CPU'.padStart(9)}${'MiB'.padStart(6)}${'opened'.padStart(8)}  ratio of ${first} to it${byCpu ? ', by CPU' : ''}`,
  );
  return [...rows].map(([name, list]) => {
    const ratio = name === first ? null : comparedWith(rows.get(first), list, byCpu);
    const least = first === 'plimsoll' ? (leastRatio[name] ?? null) : null;
    const columns = [
      name.padEnd(24),
      shown(medianOf(list, 'perS')).padStart(9),
      percent(medianOf(list, 'cpuShare')).padStart(7),
      shown(medianOf(list, 'cpuUs'), 1).padStart(9),
      shown(medianOf(list, 'peakMiB')).padStart(6),
      shown(medianOf(list, 'connections')).padStart(8),
    ];
    console.log(`  ${columns.join('')}  ${ratio === null ? '' : describe(ratio, least)}`);
    return { name, ratio, least, rows: list.map(({ output, ...row }) => row) };
  });
}

function comparedWith(first, other, byCpu) {
  return byCpu ? ratioOf(other, first, 'cpuUs') : ratioOf(first, other);
}

function describe(ratio, least) {
  if (ratio.rounds === 0) return 'no quiet round';
  const range = `${ratio.median.toFixed(2)} [${ratio.min.toFixed(2)}, ${ratio.max.toFixed(2)}] in ${ratio.rounds} rounds`;
  return least === null ? range : `${range}; at least ${least}: ${ratio.median >= least ? 'met' : 'MISSED'}`;
}
