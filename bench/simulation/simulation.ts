import { parseArgs } from 'node:util';
import type { DecisionOutcome } from '../../src/stats/decision.ts';
import { comparePairs, type Outcomes, type Pair, thresholds } from './pairs.ts';
import { runSetTable } from './run-sets.ts';
import { type Process, persistentProcess, queueProcess } from './simulated-run.ts';

const processes: readonly Process[] = [
  ...[0, 0.5, 0.8, 0.9, 0.95].map(persistentProcess),
  queueProcess(0.7),
  queueProcess(0.8),
];
const promisedPercent = 5;

/** Prints the tables of sections 3.1 and 4.1 of the design paper; false when the promise about false alarms is broken. */
export function simulate(args: readonly string[]): boolean {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      power: { type: 'boolean', default: false },
    },
  });
  const [count, seconds, seed] = [values.pairs, values.seconds, values.seed].map(Number);
  if (!(Number.isInteger(count) && Number(count) > 0 && Number(seconds) >= 20 && Number.isInteger(seed))) {
    throw new RangeError('--pairs and --seed are whole numbers, --seconds is at least 20.');
  }
  const options = { count: Number(count), seconds: Number(seconds), seed: Number(seed) };
  const kept = printFalseAlarms(options);
  if (values.power) printPower(options);
  console.log('\nSets of runs, percent declared different when the same (slower by 5 % / 10 %)');
  printTable(runSetTable(5000, options.seed));
  return kept;
}

interface Options {
  readonly count: number;
  readonly seconds: number;
  readonly seed: number;
}

function printFalseAlarms(options: Options): boolean {
  console.log(`Identical runs of ${options.seconds} s, p95, ${options.count} pairs, percent`);
  let kept = true;
  const rows = processes.map((process) => {
    const pairs = comparePairs(process, { ...options, factor: 1 });
    const leftFlagged = percentOf(pairs, (pair) => pair.flagged !== 0 && !isPersistent(pair));
    // Three standard deviations of a count around the promise: chance alone should not break it.
    const chance = 300 * Math.sqrt((0.05 * 0.95) / options.count);
    if (process.promised && leftFlagged > promisedPercent + chance) kept = false;
    return [
      process.name,
      percentOf(pairs, (pair) => pair.flagged !== 0).toFixed(1),
      percentOf(pairs, isPersistent).toFixed(1),
      leftFlagged.toFixed(1),
      percentOf(pairs, (pair) => pair.gates.length > 0).toFixed(1),
      percentOf(pairs, (pair) => pair.flagged !== 0 && pair.gates.length === 0).toFixed(1),
      ...thresholds.map((threshold) => verdicts(pairs, threshold)),
    ];
  });
  const verdictColumns = thresholds.map((threshold) => `verdicts at ${100 * threshold} %`);
  const gateColumns = ['autocorrelated', 'left flagged', 'all gates', 'left flagged'];
  printTable([['process', 'flagged', ...gateColumns, ...verdictColumns], ...rows]);
  console.log(
    kept ? 'At most 5 % flagged where promised (± chance).' : 'MORE than 5 % flagged where promised.',
  );
  return kept;
}

function printPower(options: Options): void {
  console.log('\nSlower runs, percent called regressed: gated by autocorrelation alone / by all gates');
  const rows = processes.map((process) => [
    process.name,
    ...[1.05, 1.1].flatMap((factor) => {
      const pairs = comparePairs(process, { ...options, factor, seed: options.seed + 1 });
      return thresholds.map((threshold) => regressed(pairs, threshold));
    }),
  ]);
  const header = [5, 10].flatMap((percent) =>
    thresholds.map((threshold) => `+${percent} % at ${100 * threshold} %`),
  );
  printTable([['process', ...header], ...rows]);
}

function regressed(pairs: readonly Pair[], threshold: number): string {
  const percent = (outcomes: (pair: Pair) => Outcomes) =>
    percentOf(pairs, (pair) => outcomes(pair).get(threshold) === 'regressed').toFixed(0);
  return `${percent((pair) => pair.outcomesAsPublished)} / ${percent((pair) => pair.outcomes)}`;
}

/** Regressed or improved / no change / not enough evidence. */
function verdicts(pairs: readonly Pair[], threshold: number): string {
  const percent = (some: readonly DecisionOutcome[]) =>
    percentOf(pairs, (pair) => some.some((outcome) => pair.outcomes.get(threshold) === outcome)).toFixed(1);
  return [percent(['regressed', 'improved']), percent(['no-change']), percent(['not-enough-evidence'])].join(
    ' / ',
  );
}

function isPersistent(pair: Pair): boolean {
  return pair.gates.includes('autocorrelated');
}

function percentOf(pairs: readonly Pair[], holds: (pair: Pair) => boolean): number {
  return (100 * pairs.filter(holds).length) / pairs.length;
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
