import { isPlainObject, objectsAt, textAt, valueAt } from '../kubernetes-objects/fields.ts';

/** One series of a range query. */
export interface PrometheusSeries {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Unix epoch ms, ascending, and the value; NaN where Prometheus says so. */
  readonly samples: readonly { readonly atMs: number; readonly value: number }[];
}

/** The series of a range query's answer; damaged samples are counted. Null when it is no such answer. */
export function seriesOf(
  document: unknown,
): { readonly series: readonly PrometheusSeries[]; readonly skipped: number } | null {
  const data = valueAt(document, 'data') ?? document;
  if (textAt(data, 'resultType') !== 'matrix') return null;
  let skipped = 0;
  const series = objectsAt(data, 'result').flatMap((entry) => {
    const metric = valueAt(entry, 'metric');
    const values = valueAt(entry, 'values');
    if (!isPlainObject(metric) || !Array.isArray(values)) {
      skipped += 1;
      return [];
    }
    const labels = new Map(
      Object.entries(metric).filter((label): label is [string, string] => typeof label[1] === 'string'),
    );
    const samples = values.map(sampleOf).filter((sample) => sample !== null);
    skipped += values.length - samples.length;
    samples.sort((a, b) => a.atMs - b.atMs);
    return [{ name: labels.get('__name__') ?? '', labels, samples }];
  });
  return { series, skipped };
}

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
]);

/** `[1748003400, "2"]`: seconds, and the value as text. */
function sampleOf(entry: unknown): PrometheusSeries['samples'][number] | null {
  if (!Array.isArray(entry)) return null;
  const [atS, text] = entry as readonly unknown[];
  if (typeof atS !== 'number' || typeof text !== 'string') return null;
  if (!(Math.abs(atS) < 8.64e12)) return null;
  const value = SPECIAL.get(text) ?? (text.trim() === '' ? Number.NaN : Number(text));
  if (Number.isNaN(value) && text !== 'NaN') return null;
  return { atMs: atS * 1000, value };
}

/** The step of a range query, in ms: the commonest distance of its samples. Null when there are no two. */
export function stepOf(series: readonly PrometheusSeries[]): number | null {
  const counts = new Map<number, number>();
  for (const { samples } of series) {
    for (let i = 1; i < samples.length; i += 1) {
      const step = (samples[i]?.atMs ?? 0) - (samples[i - 1]?.atMs ?? 0);
      if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  }
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return commonest?.[0] ?? null;
}
