import { compareRuns, type RunLevel } from '../../src/stats/between-run.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';

/** Of one run of 300 s, as found for the p95 of independent seconds (section 4.1 of the design paper). */
const withinRun = 0.0108;
const spreads = [0.01, 0.02, 0.03];

/** How many runs on each side, and what is assumed of the variation between runs; null: it is seen in these runs. */
interface Design {
  readonly name: string;
  readonly base: number;
  readonly candidate: number;
  readonly assumed: number | null;
}

const designs: readonly Design[] = [
  { name: '1 + 1, within only', base: 1, candidate: 1, assumed: 0 },
  { name: '1 + 1, assumed 2 %', base: 1, candidate: 1, assumed: 0.02 },
  ...[
    [3, 1],
    [5, 1],
    [10, 1],
    [3, 3],
    [5, 3],
    [5, 5],
  ].map(([base = 0, candidate = 0]) => ({ name: `${base} + ${candidate}`, base, candidate, assumed: null })),
];

/** Percent of sets of runs declared different: of the same level, and slower by 5 % and 10 %. */
export function runSetTable(rounds: number, seed: number): readonly (readonly string[])[] {
  return [
    ['base + new', ...spreads.map((spread) => `${100 * spread} % between runs`)],
    ...designs.map((design, i) => [
      design.name,
      ...spreads.map((spread) => cell(design, spread, rounds, seed + i)),
    ]),
  ];
}

function cell({ base, candidate, assumed }: Design, spread: number, rounds: number, seed: number): string {
  const random = seededRandom(seed);
  const total = Math.hypot(spread, withinRun);
  const side = (count: number, level: number): RunLevel[] =>
    Array.from({ length: count }, () => ({
      level: level + total * normalFrom(random),
      squaredError: withinRun ** 2,
      // The table is about runs; how well the error within a run is known does not enter it.
      degreesOfFreedom: Infinity,
    }));
  const between = assumed === null ? null : { standardDeviation: assumed, degreesOfFreedom: Infinity };
  const [same, five, ten] = [1, 1.05, 1.1].map((factor) => {
    let found = 0;
    for (let i = 0; i < rounds; i++) {
      const effect = compareRuns(side(base, 0), side(candidate, Math.log(factor)), between);
      if (effect.p < 0.05 && (factor === 1 || effect.estimate > 0)) found++;
    }
    return (100 * found) / rounds;
  });
  return `${same?.toFixed(1)} (${five?.toFixed(0)}/${ten?.toFixed(0)})`;
}
