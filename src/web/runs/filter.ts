import type { ListedRun } from './list-runs.ts';

/** What a list is narrowed to; empty texts narrow nothing. */
export interface RunFilter {
  /** Words that the label, the id, the tool or a `key=value` holds, whatever their case. */
  readonly q: string;
  /** Days, 'YYYY-MM-DD', UTC, both included. */
  readonly from: string;
  readonly to: string;
}

/** From the parameters of an address; what is no day is left out. */
export function filterOf(parameter: (name: string) => string | undefined): RunFilter {
  return {
    q: (parameter('q') ?? '').slice(0, 200).trim(),
    from: dayOf(parameter('from')),
    to: dayOf(parameter('to')),
  };
}

/** Those of the runs that fit. A run whose time nobody knows fits no day. */
export function filterRuns(runs: readonly ListedRun[], { q, from, to }: RunFilter): readonly ListedRun[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const fromMs = from === '' ? null : Date.parse(from);
  const untilMs = to === '' ? null : Date.parse(to) + 86_400_000;
  return runs.filter((run) => {
    const { startMs } = run;
    if (fromMs !== null && (startMs === null || startMs < fromMs)) return false;
    if (untilMs !== null && (startMs === null || startMs >= untilMs)) return false;
    const text = textOf(run);
    return words.every((word) => text.includes(word));
  });
}

function textOf({ id, label, labels, tool, baselines }: ListedRun): string {
  const pairs = labels.map(({ key, value }) => `${key}=${value}`);
  return [id, label, tool, ...pairs, ...baselines].join('\n').toLowerCase();
}

function dayOf(text: string | undefined): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? '')) ? (text ?? '') : '';
}
