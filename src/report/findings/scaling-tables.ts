import type { Analysis } from '../../model/analysis.ts';
import {
  SCALING_PHASES,
  type ScaleStep,
  type ScalingAnalysis,
  type Surge,
} from '../../model/scaling-analysis.ts';
import { formatCount, formatMs, shortText, UNKNOWN } from '../format.ts';
import { plainLoad } from './capacity.ts';
import type { Tone } from './finding.ts';
import { loadWords } from './scaling.ts';
import { instantWords, markOf, markWords, rangeWords, scalingPhaseName, zeroOf } from './scaling-time.ts';

/** A table in words that every reporter shows: the first cell of a row names it. */
export interface FactTable {
  readonly title: string;
  readonly columns: readonly FactColumn[];
  readonly rows: readonly FactRow[];
  /** Rows that are not there. */
  readonly left: number;
}

interface FactColumn {
  readonly head: string;
  readonly isNumber: boolean;
  /** What a narrow terminal leaves out first, the largest number first; 0 is never left out. */
  readonly dropOrder: number;
}

interface FactRow {
  readonly cells: readonly string[];
  readonly tone: Tone;
  /** A sentence below the row; empty for none. */
  readonly remark: string;
}

/** A workload that goes up and down all day has many; the JSON has all. */
const MOST_ROWS = 40;

function table(
  title: string,
  columns: readonly (readonly [head: string, dropOrder: number, isText?: 'text'])[],
  all: readonly FactRow[],
): FactTable {
  return {
    title,
    columns: columns.map(([head, dropOrder, isText]) => ({
      head,
      dropOrder,
      isNumber: isText === undefined,
    })),
    rows: all.slice(0, MOST_ROWS),
    left: Math.max(0, all.length - MOST_ROWS),
  };
}

const OUTCOMES: Record<ScaleStep['outcome'] | Surge['outcome'], string> = {
  ready: 'ready',
  superseded: 'not awaited: it turned round',
  never: 'never all ready',
  'cut-off': 'not seen: the record ended',
  'not-recorded': 'not recorded',
};

function toneOf(outcome: ScaleStep['outcome']): Tone {
  if (outcome === 'never') return 'fail';
  return outcome === 'ready' || outcome === 'not-recorded' ? 'neutral' : 'warn';
}

/** Every rise of the load and how long its replicas took. */
export function surgeTable(analysis: Analysis, scaling: ScalingAnalysis): FactTable {
  const zero = zeroOf(analysis, scaling);
  const rows = scaling.surges.map((surge): FactRow => {
    const { load, loadChange, slow } = surge;
    return {
      cells: [
        `${surge.number}: ${surge.fromReplicas} to ${surge.toReplicas}`,
        load === null ? UNKNOWN : `${plainLoad(load.from)} to ${loadWords(load.to, load.unit)}`,
        loadChange === null ? 'not recorded' : instantWords(loadChange, zero),
        rangeWords(surge.timeToScale),
        rangeWords(surge.loadToFirstDecision),
        rangeWords(surge.firstDecisionToReady),
        surge.firstNewPodReady === null ? UNKNOWN : instantWords(surge.firstNewPodReady, zero),
        slow === null ? UNKNOWN : `${rangeWords(slow.durationMs)} over ${formatMs(slow.limitMs)}`,
        OUTCOMES[surge.outcome],
      ],
      tone: toneOf(surge.outcome),
      remark:
        slow?.limitBasis === 'former-level' ? 'The limit is twice what p95 was before the load rose.' : '',
    };
  });
  return table(
    'Surges',
    [
      ['Surge', 0, 'text'],
      ['Load', 1, 'text'],
      ['Load changed', 2],
      ['Load to ready', 0],
      ['Load to decision', 1],
      ['Decision to ready', 1],
      ['First pod ready', 3],
      ['p95 beyond', 2],
      ['Outcome', 0, 'text'],
    ],
    rows,
  );
}

/** Every step with how long it took and why it was decided. */
export function stepTable(analysis: Analysis, scaling: ScalingAnalysis): FactTable {
  const zero = zeroOf(analysis, scaling);
  const rows = scaling.steps.map(
    (step): FactRow => ({
      cells: [
        stepName(step),
        markWords(markOf(step, 'decided'), zero),
        rangeWords(step.loadToDecision),
        rangeWords(step.decisionToReady),
        rangeWords(step.loadToReady),
        step.surge === null ? UNKNOWN : String(step.surge),
        OUTCOMES[step.outcome],
      ],
      tone: toneOf(step.outcome),
      remark: reasonWords(step),
    }),
  );
  return table(
    'Steps',
    [
      ['Step', 0, 'text'],
      ['Decided', 0],
      ['Load to decision', 1],
      ['Decision to ready', 0],
      ['Load to ready', 1],
      ['Surge', 3],
      ['Outcome', 2, 'text'],
    ],
    rows,
  );
}

/** '1: 2 to 4' */
function stepName({ number, from, to }: ScaleStep): string {
  return `${number}: ${formatCount(from)} to ${formatCount(to)}`;
}

function reasonWords({ explanation, reason }: ScaleStep): string {
  const words = [explanation, reason].flatMap((text) => (text === null ? [] : [shortText(text, 300)]));
  return words.join('; ');
}

/** When each phase of each step was over, since the start; phases that no step knows are left out and named. */
export function phaseTable(
  analysis: Analysis,
  scaling: ScalingAnalysis,
): FactTable & { readonly unknown: string } {
  const zero = zeroOf(analysis, scaling);
  const isKnown = (phase: (typeof SCALING_PHASES)[number]) =>
    scaling.steps.some((step) => ['seen', 'never'].includes(markOf(step, phase).outcome));
  const shown = SCALING_PHASES.filter(isKnown);
  const unknown = SCALING_PHASES.filter((phase) => !isKnown(phase));
  const rows = scaling.steps.map(
    (step): FactRow => ({
      cells: [stepName(step), ...shown.map((phase) => markWords(markOf(step, phase), zero))],
      tone: 'neutral',
      remark: '',
    }),
  );
  return {
    ...table(
      'Phases of each step',
      [['Step', 0, 'text'], ...shown.map((phase) => [scalingPhaseName(phase), 1] as const)],
      rows,
    ),
    unknown: unknown.map((phase) => scalingPhaseName(phase).toLowerCase()).join(', '),
  };
}

/** Pods that waited long or fail, and why. */
export function stuckTable({ stuckPods }: ScalingAnalysis): FactTable {
  const rows = stuckPods.map(
    ({ pod, phase, waited, reason }): FactRow => ({
      cells: [
        shortText(pod, 80),
        shortText(phase, 40),
        rangeWords(waited),
        reason === null ? 'no reason recorded' : shortText(reason, 300),
      ],
      tone: 'fail',
      remark: '',
    }),
  );
  return table(
    'Pods that did not become ready',
    [
      ['Pod', 0, 'text'],
      ['Phase', 0, 'text'],
      ['Waited', 1],
      ['Why', 0, 'text'],
    ],
    rows,
  );
}
