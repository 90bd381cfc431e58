import type { RunHeader } from '../model/analysis.ts';
import type { Notice } from '../model/notice.ts';
import { machineWords } from '../model/origin.ts';
import type { TrendChange, TrendCondition, TrendRun } from '../model/trend.ts';

/** Durations that differ by less are the same. */
const SAME_DURATION = 0.1;
/** More values of one circumstance are not listed. */
const MOST_LISTED = 4;

/** The circumstances of a run that move its numbers by themselves; those that are not known are left out. */
export function conditionsOf(run: RunHeader): readonly TrendCondition[] {
  const { source, durationMs, origin } = run;
  const load = loadOf(run);
  const machine = origin?.machine ?? null;
  return [
    { aspect: 'source tool', value: source.tool },
    ...(source.host === null ? [] : [{ aspect: 'host' as const, value: source.host }]),
    ...(load === null ? [] : [{ aspect: 'load' as const, value: load }]),
    ...(durationMs === null ? [] : [{ aspect: 'duration' as const, value: roundDuration(durationMs) }]),
    ...(machine === null ? [] : [{ aspect: 'generator' as const, value: machineWords(machine) }]),
  ];
}

function loadOf({ load, usersPeak }: RunHeader): string | null {
  if (load.kind === 'open') {
    const most = load.stages.reduce((peak, { fromPerS, toPerS }) => Math.max(peak, fromPerS, toPerS), 0);
    return `open, up to ${most}/s`;
  }
  if (usersPeak === null) return null;
  return `up to ${usersPeak} ${usersPeak === 1 ? 'user' : 'users'}`;
}

/** To steps of a tenth on the logarithm, so that runs planned alike are alike. */
function roundDuration(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  const step = Math.log1p(SAME_DURATION);
  const rounded = Math.round(Math.exp(Math.round(Math.log(seconds) / step) * step));
  return rounded < 120 ? `about ${rounded} s` : `about ${Math.round(rounded / 60)} min`;
}

/** What differs between two runs. What one of them does not tell is no difference. */
export function conditionsBetween(before: TrendRun, after: TrendRun): TrendChange['conditions'] {
  return after.conditions.flatMap(({ aspect, value }) => {
    const earlier = before.conditions.find((condition) => condition.aspect === aspect)?.value;
    return earlier === undefined || earlier === value ? [] : [{ aspect, before: earlier, after: value }];
  });
}

/** Runs of different kinds in one trend: what looks like a change may be the load, and the trend says so. */
export function mixedConditions(runs: readonly TrendRun[]): readonly Notice[] {
  const counts = new Map<TrendCondition['aspect'], Map<string, number>>();
  for (const { conditions } of runs) {
    for (const { aspect, value } of conditions) {
      const values = counts.get(aspect) ?? new Map<string, number>();
      counts.set(aspect, values.set(value, (values.get(value) ?? 0) + 1));
    }
  }
  const mixed = [...counts].filter(([, values]) => values.size > 1);
  if (mixed.length === 0) return [];
  const words = mixed.map(([aspect, values]) => `${aspect} (${listed(values)})`);
  return [
    {
      code: 'trend-runs-differ',
      severity: 'warning',
      message: `The runs are not all of one kind. They differ in ${words.join('; ')}.`,
      hint: 'What looks like a change may be the load. Name the runs that belong together, such as --trend LABEL or --trend host=HOST.',
    },
  ];
}

function listed(values: ReadonlyMap<string, number>): string {
  const all = [...values].sort((a, b) => b[1] - a[1]);
  const shown = all
    .slice(0, MOST_LISTED)
    .map(([value, count]) => `${value}: ${count} ${count === 1 ? 'run' : 'runs'}`);
  const left = all.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
