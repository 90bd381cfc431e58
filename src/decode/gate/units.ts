import type { GateUnit } from '../../model/gate.ts';

interface UnitWords {
  /** What a limit of this kind is, for messages: 'a time'. */
  readonly is: string;
  readonly example: string;
  /** How much of the unit of the metric one of these is. */
  readonly factors: ReadonlyMap<string, number>;
  /** Whether a number may stand alone. */
  readonly mayBeBare: boolean;
}

const times = new Map([
  ['us', 0.001],
  ['µs', 0.001],
  ['ms', 1],
  ['s', 1000],
  ['sec', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
]);

const sizes = new Map([
  ['B', 1],
  ['kB', 1000],
  ['KB', 1000],
  ['MB', 1_000_000],
  ['GB', 1_000_000_000],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
]);

const rates = new Map([
  ['/s', 1],
  ['/sec', 1],
  ['/m', 1 / 60],
  ['/min', 1 / 60],
  ['/h', 1 / 3600],
]);

/** The units that a limit of each kind can be written in. */
export const unitWords: Readonly<Record<GateUnit, UnitWords>> = {
  ms: { is: 'a time', example: '2s', factors: times, mayBeBare: false },
  ratio: { is: 'a share', example: '1%', factors: new Map([['%', 0.01]]), mayBeBare: true },
  'per-second': { is: 'a rate', example: '20/s', factors: rates, mayBeBare: false },
  bytes: { is: 'a size', example: '10KiB', factors: sizes, mayBeBare: false },
  count: { is: 'a number', example: '1000', factors: new Map(), mayBeBare: true },
  score: { is: 'a number from 0 to 1', example: '0.9', factors: new Map(), mayBeBare: true },
  tokens: { is: 'a number of tokens', example: '200', factors: new Map([['tokens', 1]]), mayBeBare: true },
  'tokens/s': {
    is: 'a number of tokens per second',
    example: '30/s',
    factors: new Map([
      ['/s', 1],
      ['tokens/s', 1],
    ]),
    mayBeBare: false,
  },
};

/** Of times, several parts may follow each other: '1m30s'. */
export function mayHaveParts(unit: GateUnit): boolean {
  return unit === 'ms';
}
