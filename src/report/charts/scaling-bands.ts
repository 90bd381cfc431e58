import type { ScaleStep, ScalingAnalysis, ScalingPhase } from '../../model/scaling-analysis.ts';
import { markOf } from '../findings/scaling-time.ts';
import type { ChartRow } from './chart.ts';
import { onAxis, type ScalingAxis } from './scaling-axis.ts';
import { colour } from './theme.ts';

/** A stretch of a step between two of its phases. */
export interface StepStretch {
  /** Colour token. */
  readonly token: string;
  /** From its earliest to its latest possible begin, then to its earliest and latest possible end; Unix epoch ms. */
  readonly began: { readonly earliestMs: number; readonly latestMs: number };
  readonly ended: { readonly earliestMs: number; readonly latestMs: number };
}

/** What a step waits for, one after the other, with its colour token. */
export const STRETCHES: readonly {
  readonly until: ScalingPhase;
  readonly token: string;
  readonly name: string;
}[] = [
  { until: 'decided', token: 'sc-notice', name: 'load changed, not decided yet' },
  { until: 'containers-started', token: 'sc-start', name: 'pods starting' },
  { until: 'ready', token: 'sc-warm', name: 'becoming ready' },
  { until: 'response-time-back', token: 'sc-back', name: 'response time not back yet' },
];

/** The stretches of a step that are known, in order of time; those that lie between two known phases. */
export function stretchesOf(step: ScaleStep): readonly StepStretch[] {
  if (step.direction === 'down') return downStretch(step);
  const stretches: StepStretch[] = [];
  let began = markOf(step, 'load-change').at;
  for (const { until, token } of STRETCHES) {
    const ended = markOf(step, until).at;
    // A phase that came out of turn, as when the response time was back before all replicas were ready, takes no time.
    if (ended !== null && (began === null || ended.latestMs >= began.latestMs)) {
      if (began !== null) stretches.push({ token, began, ended });
      began = ended;
    }
  }
  const open = openEnd(step);
  return open === null ? stretches : [...stretches, open];
}

/** Of replicas that never became ready: until nothing more was awaited. */
function openEnd(step: ScaleStep): StepStretch | null {
  const decided = markOf(step, 'decided').at;
  const range = step.decisionToReady;
  if (decided === null || range === null || range.mostMs !== null) return null;
  const started = markOf(step, 'containers-started').at;
  const endMs = decided.latestMs + range.leastMs;
  return {
    token: started === null ? 'sc-start' : 'sc-warm',
    began: started ?? decided,
    ended: { earliestMs: endMs, latestMs: endMs },
  };
}

function downStretch(step: ScaleStep): readonly StepStretch[] {
  const began = markOf(step, 'decided').at;
  const ended = markOf(step, 'ready').at;
  return began === null || ended === null ? [] : [{ token: 'users', began, ended }];
}

/** Rows of the datasets `unknown`, `bands` and `decisions`: what lies behind every panel. */
export function backdropRows(
  scaling: ScalingAnalysis,
  axis: ScalingAxis,
): Readonly<Record<'unknown' | 'bands' | 'decisions', readonly ChartRow[]>> {
  return {
    unknown: unknownRows(scaling, axis),
    bands: bandRows(scaling, axis),
    decisions: decisionRows(scaling, axis),
  };
}

function unknownRows({ observed, gaps }: ScalingAnalysis, axis: ScalingAxis): readonly ChartRow[] {
  return [
    { fromMs: axis.fromMs, toMs: observed.fromMs },
    ...gaps,
    { fromMs: observed.toMs, toMs: axis.toMs },
  ].flatMap(({ fromMs, toMs }) => onAxis(axis, fromMs, toMs) ?? []);
}

/** A band begins and ends when its phases were over for certain. */
function bandRows({ steps }: ScalingAnalysis, axis: ScalingAxis): readonly ChartRow[] {
  const all = steps.filter(({ direction }) => direction === 'up').flatMap(stretchesOf);
  const order = STRETCHES.map(({ token }) => token);
  return order.flatMap((token) =>
    joined(
      all
        .filter((one) => one.token === token)
        .map(({ began, ended }) => [began.latestMs, ended.latestMs] as const),
    ).flatMap(([fromMs, toMs]) => {
      const cut = onAxis(axis, fromMs, toMs);
      return cut === null ? [] : [{ ...cut, colour: colour(token) }];
    }),
  );
}

/** Steps that overlap share a band: one over the other would be darker and say nothing. */
function joined(spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const sorted = [...spans].sort(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function decisionRows({ steps }: ScalingAnalysis, axis: ScalingAxis): readonly ChartRow[] {
  return steps.flatMap((step) => {
    const at = markOf(step, 'decided').at;
    if (at === null || at.latestMs < axis.fromMs || at.latestMs > axis.toMs) return [];
    return [{ t: at.latestMs - axis.zeroMs }];
  });
}
