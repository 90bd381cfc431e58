import type { ComparabilityFinding } from '../model/comparison.ts';
import { machineWords } from '../model/origin.ts';
import type { RunWithAnalysis } from './options.ts';
import { inWords } from './side-words.ts';

type Sides = readonly [readonly RunWithAnalysis[], readonly RunWithAnalysis[]];
type Severity = ComparabilityFinding['severity'];

/** Something of the measurement that should be the same, or right, on both sides. */
interface Aspect {
  readonly aspect: ComparabilityFinding['aspect'];
  readonly read: (run: RunWithAnalysis) => string | null;
  /** Null where nothing is to be said of these values. */
  readonly judge: (values: readonly (string | null)[]) => { severity: Severity; meaning: string } | null;
}

const aspects: readonly Aspect[] = [
  {
    aspect: 'generator',
    read: ({ analysis }) => analysis.generator?.outcome ?? null,
    judge: whereSome(
      'saturated',
      'The load generator was the bottleneck of a run: its response times are its own and say nothing about the service.',
    ),
  },
  {
    aspect: 'machine',
    read: ({ run }) => (run.origin?.machine ? machineWords(run.origin.machine) : null),
    judge: whereKnownDiffer(
      'warning',
      'Different machines made the load: a difference may be that of the load generators and of what lies between them and the service.',
    ),
  },
  {
    aspect: 'machine',
    read: ({ run }) => (run.origin?.machine ? `Node.js ${run.origin.machine.node}` : null),
    judge: whereKnownDiffer('info', 'Different versions of Node.js made the load.'),
  },
  {
    aspect: 'littles-law',
    read: ({ analysis }) => analysis.littlesLaw.outcome,
    judge: whereSome(
      'violated',
      'Users, throughput and response times of a run contradict each other, so its numbers are not to be relied on.',
    ),
  },
  {
    aspect: 'steady-state',
    read: ({ analysis }) => analysis.phases.method,
    judge: (values) =>
      values.includes('none')
        ? {
            severity: 'refusal',
            meaning: 'A run has no steady state: what it shows depends on when one looks.',
          }
        : whereDifferent(
            'info',
            'The steady state was found in different ways, so one side may hold a warm-up that the other does not.',
          )(values),
  },
  {
    aspect: 'latency-covers',
    read: ({ run }) => run.source.latencyCovers,
    judge: whereDifferent(
      'refusal',
      'One side times failed requests too and the other does not: their response times are of different requests.',
    ),
  },
  {
    aspect: 'tool',
    read: ({ run }) => [run.source.tool, run.source.toolVersion].filter((part) => part !== null).join(' '),
    judge: (values) =>
      new Set(values.map((value) => value?.replace(/ [^ ]*\d.*$/, ''))).size > 1
        ? {
            severity: 'warning',
            meaning: 'Different tools measured, and tools differ in where they start and stop the clock.',
          }
        : whereDifferent('info', 'Different versions of the tool measured.')(values),
  },
  {
    aspect: 'rounding',
    read: roundingOf,
    judge: whereDifferent(
      'warning',
      'The sources round response times differently; what rounding may add is in the intervals of percentiles.',
    ),
  },
  {
    aspect: 'measures',
    read: definitionsOf,
    judge: whereDifferent(
      'warning',
      'Times measured besides the response time are defined differently, or only one side has them; they are not compared.',
    ),
  },
];

/** Load generator, Little's law, steady state, what is timed and how. */
export function generatorFindings(...sides: Sides): readonly ComparabilityFinding[] {
  return aspects.flatMap(({ aspect, read, judge }) => {
    const judged = judge(sides.flat().map(read));
    if (judged === null) return [];
    const [baseline = '', candidate = ''] = sides.map((side) => inWords(side, read));
    return [{ aspect, severity: judged.severity, baseline, candidate, meaning: judged.meaning }];
  });
}

function whereSome(value: string, meaning: string): Aspect['judge'] {
  return (values) => (values.includes(value) ? { severity: 'refusal', meaning } : null);
}

function whereDifferent(severity: Severity, meaning: string): Aspect['judge'] {
  return (values) => (new Set(values).size > 1 ? { severity, meaning } : null);
}

/** What is not known of a run is not taken for a difference: other tools do not record it. */
function whereKnownDiffer(severity: Severity, meaning: string): Aspect['judge'] {
  const differs = whereDifferent(severity, meaning);
  return (values) => differs(values.filter((value) => value !== null));
}

function roundingOf({ run }: RunWithAnalysis): string | null {
  const roundings = run.endpoints.flatMap(({ windows, latency }) => {
    if (windows?.histograms) return [windows.histograms.rounding];
    return latency === null || latency.kind === 'samples' ? [] : [latency.rounding];
  });
  const words = [...new Set(roundings)].sort();
  return words.length === 0 ? null : words.join(' and ');
}

function definitionsOf({ analysis }: RunWithAnalysis): string | null {
  const definitions = analysis.endpoints.flatMap(({ measures }) =>
    measures.map(({ id, definition }) => `${id}: ${definition}`),
  );
  const words = [...new Set(definitions)].sort();
  return words.length === 0 ? null : words.join('; ');
}
