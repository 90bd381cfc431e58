import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis, ScalingCurvePoint, ScalingCurves } from '../../model/scaling-analysis.ts';
import type { ScalingAxis } from '../charts/scaling-axis.ts';
import { judgedLine } from '../charts/scaling-load.ts';
import { valuesAt } from '../charts/scaling-steps-of-curve.ts';
import { formatBytes, formatCount, formatRate, NARROW_SPACE, shortText, UNKNOWN } from '../format.ts';
import { lineValues, type ReadoutCell } from './readout.ts';

/** Metrics in the readout; more have no room. */
const MOST_SIGNALS = 2;
const SIGNAL_TOKENS = ['e2', 'e3'];

/** What the readout above the panels of scaling says at each bucket of their axis. */
export function scalingReadout(
  analysis: Analysis,
  scaling: ScalingAnalysis,
  axis: ScalingAxis,
): readonly ReadoutCell[] {
  const { desired, ready, signals } = scaling.curves;
  const { peakDesired, peakReady } = scaling.replicas;
  return [
    ...loadCells(analysis, axis),
    replicaCell('Asked for', 'ink-3', desired, peakDesired, scaling, axis),
    replicaCell('Ready', 'rate', ready, peakReady, scaling, axis),
    ...signals.slice(0, MOST_SIGNALS).map((signal, i) => signalCell(signal, SIGNAL_TOKENS[i] ?? 'e2', axis)),
  ];
}

function loadCells(analysis: Analysis, axis: ScalingAxis): readonly ReadoutCell[] {
  const { timeline, total, run } = analysis;
  if (timeline === null) return [];
  const line = judgedLine(analysis);
  const before = Math.round((timeline.startMs - axis.fromMs) / axis.bucketMs);
  const shifted = (values: readonly string[]) =>
    Array.from({ length: axis.buckets }, (_, bucket) => values[bucket - before] ?? UNKNOWN);
  const count = (value: number | null) => (value === null ? UNKNOWN : formatCount(value));
  return [
    ...(timeline.users === null
      ? []
      : [cell('Users', 'users', `up to ${count(run.usersPeak)}`, shifted(timeline.users.map(count)))]),
    ...(line === null ? [] : [cell(line.name, line.token, '', shifted(lineValues(line)))]),
    ...(total.series === null
      ? []
      : [
          cell(
            'Requests/s',
            'rate',
            formatRate(total.whole.throughputPerS?.value ?? null),
            shifted(total.series.throughputPerS.map(formatRate)),
          ),
        ]),
  ];
}

function cell(label: string, token: string, whole: string, values: readonly string[]): ReadoutCell {
  return { label, wholeLabel: label, token, whole: whole === '' ? UNKNOWN : whole, values };
}

function replicaCell(
  label: string,
  token: string,
  points: readonly ScalingCurvePoint[],
  peak: number | null,
  { observed }: ScalingAnalysis,
  axis: ScalingAxis,
): ReadoutCell {
  const values = middlesOf(axis).map((atMs) => {
    const known = valuesAt(points, atMs, observed.toMs);
    return known.length === 0 ? UNKNOWN : known.map(formatCount).join(' or ');
  });
  return cell(label, token, peak === null ? UNKNOWN : `up to ${formatCount(peak)}`, values);
}

/** The last reading before the middle of each bucket. */
function signalCell(
  { metric, unit, target, points }: ScalingCurves['signals'][number],
  token: string,
  axis: ScalingAxis,
): ReadoutCell {
  const format = { percent: percentWords, cores: plainWords, bytes: formatBytes, metric: plainWords }[unit];
  let next = 0;
  const values = middlesOf(axis).map((atMs) => {
    while (next < points.length && (points[next]?.atMs ?? 0) <= atMs) next += 1;
    const value = points[next - 1]?.value ?? null;
    return value === null || atMs > (points.at(-1)?.atMs ?? 0) + axis.bucketMs ? UNKNOWN : format(value);
  });
  return cell(shortText(metric, 14), token, target === null ? UNKNOWN : `target ${format(target)}`, values);
}

function percentWords(value: number): string {
  return `${Math.round(value)}${NARROW_SPACE}%`;
}

function plainWords(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function middlesOf({ fromMs, bucketMs, buckets }: ScalingAxis): readonly number[] {
  return Array.from({ length: buckets }, (_, bucket) => fromMs + (bucket + 0.5) * bucketMs);
}
