import type { ComparabilityFinding } from '../model/comparison.ts';
import type { LoadModel } from '../model/run.ts';
import { steadySecondsOf } from './endpoint-data.ts';
import type { RunWithAnalysis } from './options.ts';
import { inWords, lengthWords } from './side-words.ts';

/** Loads further apart than this are different tests. */
const sameLoad = 1.01;
/** Steady states of more different length are said. */
const sameLength = 2;
/** Warm-ups no further apart than this, in s, are alike. */
const sameWarmUpS = 30;

type Sides = readonly [readonly RunWithAnalysis[], readonly RunWithAnalysis[]];

/** Load model, users or arrival rate, host, and length. */
export function loadFindings(...sides: Sides): readonly ComparabilityFinding[] {
  const model = modelFinding(sides);
  // Users and requests per second are not to be compared with each other.
  const levels = model?.severity === 'refusal' ? [] : [levelFinding(sides), shapeFinding(sides)];
  return [model, ...levels, hostFinding(sides), lengthFinding(sides), warmUpFinding(sides)].filter(
    (finding) => finding !== null,
  );
}

function modelFinding(sides: Sides): ComparabilityFinding | null {
  const kinds = new Set(sides.flat().map(({ run }) => run.load.kind));
  if (kinds.size < 2) return null;
  const words = sides.map((side) => inWords(side, ({ run }) => run.load.kind));
  const isOpenAgainstClosed = kinds.has('open') && kinds.has('closed');
  return finding(
    'load',
    isOpenAgainstClosed ? 'refusal' : 'warning',
    words,
    isOpenAgainstClosed
      ? 'A closed load slows down with the service and an open one does not: their response times cannot be compared.'
      : 'Of one side it is not known how the load was made; if it was made differently, the numbers cannot be compared.',
  );
}

/** The users of a closed load, the highest rate of an open one. */
function levelFinding(sides: Sides): ComparabilityFinding | null {
  const levels = sides.map((side) => side.map(levelOf));
  const known = levels.flat().filter((level) => level !== null && level > 0) as number[];
  const words = sides.map((side) => inWords(side, levelOf));
  const aspect = sides.flat().some(({ run }) => run.load.kind === 'open') ? 'load' : 'users';
  if (known.length > 1 && Math.max(...known) > Math.min(...known) * sameLoad) {
    const what = aspect === 'users' ? 'number of users' : 'arrival rate';
    return finding(
      aspect,
      'refusal',
      words,
      `The ${what} differs, so a difference in response times may be the load's and not the service's.`,
    );
  }
  if (known.length === levels.flat().length || known.length === 0) return null;
  return finding('users', 'warning', words, 'Whether both sides had the same load cannot be seen.');
}

function levelOf({ run, analysis }: RunWithAnalysis): number | null {
  return peakRate(run.load) ?? analysis.run.usersPeak;
}

function peakRate(load: LoadModel): number | null {
  if (load.kind !== 'open') return null;
  return load.stages.reduce((peak, { fromPerS, toPerS }) => Math.max(peak, fromPerS, toPerS), 0);
}

/** Steps and ramps of the load plan, whatever their length. */
function shapeFinding(sides: Sides): ComparabilityFinding | null {
  const shapes = new Set(
    sides.flat().flatMap(({ run }) => {
      const shape = shapeOf(run.load);
      return shape === '' ? [] : [shape];
    }),
  );
  if (shapes.size < 2) return null;
  const words = sides.map((side) => inWords(side, ({ run }) => shapeOf(run.load) || null));
  return finding(
    'load',
    'warning',
    words,
    'The load was raised in different steps, so caches, connections and replicas may have been in another state.',
  );
}

/** '10→40 users, 40 users': the levels of each stage. */
function shapeOf(load: LoadModel): string {
  switch (load.kind) {
    case 'closed':
      return load.stages.map(({ fromUsers, toUsers }) => levels(fromUsers, toUsers, ' users')).join(', ');
    case 'open':
      return load.stages.map(({ fromPerS, toPerS }) => levels(fromPerS, toPerS, '/s')).join(', ');
    case 'unknown':
      return '';
  }
}

function levels(from: number, to: number, unit: string): string {
  return from === to ? `${from}${unit}` : `${from}→${to}${unit}`;
}

function hostFinding(sides: Sides): ComparabilityFinding | null {
  const hosts = new Set(sides.flat().map(({ run }) => run.source.host));
  if (hosts.size < 2) return null;
  const words = sides.map((side) => inWords(side, ({ run }) => run.source.host));
  if (new Set([...hosts].map(withoutLoopbackPort)).size === 1) {
    return finding('host', 'info', words, 'The load went to different ports of the machine that made it.');
  }
  return finding(
    'host',
    'warning',
    words,
    'The load went to different hosts: a difference may be that of the machines.',
  );
}

/** The ports of the own machine are often those that were free. */
function withoutLoopbackPort(host: string | null): string | null {
  return host?.replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+(?=\/|$)/, '$1') ?? null;
}

function lengthFinding(sides: Sides): ComparabilityFinding | null {
  const lengths = sides.flat().map(steadySecondsOf);
  if (!(Math.max(...lengths) > Math.min(...lengths) * sameLength)) return null;
  const words = sides.map((side) => inWords(side, (run) => lengthWords(steadySecondsOf(run))));
  return finding(
    'duration',
    'warning',
    words,
    'The steady states differ in length by more than a factor of 2: slow effects, such as caches that fill, show in the longer one only.',
  );
}

/** How long the service had run under load before the part that is compared. */
function warmUpFinding(sides: Sides): ComparabilityFinding | null {
  const warmUps = sides.flat().flatMap((run) => {
    const seconds = warmUpSecondsOf(run);
    return seconds === null ? [] : [seconds];
  });
  const [shortest, longest] = [Math.min(...warmUps), Math.max(...warmUps)];
  if (!(longest - shortest > sameWarmUpS && longest > shortest * sameLength)) return null;
  const words = sides.map((side) =>
    inWords(side, (run) => {
      const seconds = warmUpSecondsOf(run);
      return seconds === null ? null : lengthWords(seconds);
    }),
  );
  return finding(
    'warm-up',
    'warning',
    words,
    'One side had been under load for much longer before its steady state: caches, connections and compiled code may have been warmer.',
  );
}

/** From the start of the run to its steady state; null where either is not known. */
function warmUpSecondsOf({ run, analysis }: RunWithAnalysis): number | null {
  const { steadyStartMs } = analysis.phases;
  return steadyStartMs === null || run.startMs === null ? null : (steadyStartMs - run.startMs) / 1000;
}

function finding(
  aspect: ComparabilityFinding['aspect'],
  severity: ComparabilityFinding['severity'],
  [baseline = '', candidate = '']: readonly string[],
  meaning: string,
): ComparabilityFinding {
  return { aspect, severity, baseline, candidate, meaning };
}
