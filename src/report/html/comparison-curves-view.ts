import type { Comparison } from '../../model/comparison.ts';
import type { ComparisonCurves, EndpointCurves, ShiftPoint } from '../../model/comparison-curves.ts';
import { signedPercent } from '../../model/comparison-words.ts';
import type { ComparisonSubject } from '../charts/chart.ts';
import { comparisonChartsOf } from '../charts/registry.ts';
import { shiftFinding } from '../findings/shift.ts';
import { formatCount, formatDuration, formatMs, formatPercentile, UNKNOWN } from '../format.ts';
import { nameView } from './name-view.ts';
import { type Drawing, Sheet } from './sheet.ts';
import type { TableView } from './table-view.ts';

/** What a comparison has to draw. */
export interface ComparisonDrawings {
  /** From top to bottom; the lowest names the times. */
  readonly overlays: readonly Drawing[];
  /** One for each of `ComparisonCurves.endpoints`. */
  readonly endpoints: readonly { readonly distribution: Drawing | null; readonly shift: Drawing | null }[];
  readonly drawn: Promise<ReadonlyMap<string, string>>;
}

/** Starts to draw a comparison. `number` keeps its marks apart from those of the runs. */
export function startComparisonDrawings(curves: ComparisonCurves, number: number): ComparisonDrawings {
  const sheet = new Sheet<ComparisonSubject>({ curves }, number);
  const overlays = sheet.figures(comparisonChartsOf('overlay'), { curves, endpoint: null });
  const endpoints = curves.endpoints.map((endpoint, position) => ({
    distribution: sheet.small(comparisonChartsOf('compared-distribution'), { curves, endpoint }, position),
    shift: sheet.small(comparisonChartsOf('shift'), { curves, endpoint }, position),
  }));
  return { overlays, endpoints, drawn: sheet.draw() };
}

/** Both sides over one time axis. Null where no run has a curve over time. */
export function overlayView({ curves }: Comparison, { overlays }: ComparisonDrawings) {
  if (overlays.length === 0) return null;
  const buckets = [...new Set(curves.runs.map(({ bucketMs }) => formatDuration(bucketMs)))];
  const sides = new Set(curves.runs.map(({ side }) => side));
  return {
    panels: overlays,
    bucket: buckets.join(' or '),
    isSeveral: curves.runs.length > 2,
    left: curves.runsLeftOut === 0 ? '' : formatCount(curves.runsLeftOut),
    missing: (['baseline', 'candidate'] as const).filter((side) => !sides.has(side)),
  };
}

/** The distributions of the endpoints that changed most. Null where there are none. */
export function distributionsView({ curves }: Comparison, { endpoints }: ComparisonDrawings) {
  const shown = curves.endpoints.flatMap((endpoint, i) => {
    const { distribution = null, shift = null } = endpoints[i] ?? {};
    return distribution === null && shift === null ? [] : [{ endpoint, distribution, shift }];
  });
  if (shown.length === 0) return null;
  return {
    endpoints: shown.map(({ endpoint, distribution, shift }) => ({
      name: nameView(endpoint.endpoint),
      finding: shiftFinding(endpoint),
      distribution,
      shift,
      part: partWords(endpoint),
      isSummary: endpoint.distributions.some(({ curve }) => curve.fidelity === 'quantiles'),
      note: endpoint.shiftNote,
      table: endpoint.shift.length === 0 ? null : shiftTable(endpoint),
    })),
    left: curves.endpointsLeftOut === 0 ? '' : formatCount(curves.endpointsLeftOut),
  };
}

function partWords({ distributions }: EndpointCurves): string {
  const parts = new Set(distributions.map(({ part }) => part));
  if (parts.size > 1) return 'Steady state where the source keeps all response times, else the whole run';
  return parts.has('steady-state') ? 'Steady state' : 'Whole runs';
}

function shiftTable({ shift }: EndpointCurves): TableView {
  return {
    caption: 'Change by percentile',
    head: ['Percentile', 'Baseline', 'Candidate', 'Change', 'Interval or rounding', 'p, adjusted'],
    rows: shift.map((point) => ({
      heading: formatPercentile(point.percentile),
      cells: [
        formatMs(point.baselineMs),
        formatMs(point.candidateMs),
        signedPercent(point.change),
        rangeWords(point),
        point.adjustedP === null ? UNKNOWN : point.adjustedP.toPrecision(2),
      ],
    })),
    note: '',
  };
}

function rangeWords({ band, bounds }: ShiftPoint): string {
  const range = band ?? bounds;
  if (range === null) return UNKNOWN;
  const words = `${signedPercent(range.lo).replace(/\s\D*$/, '')} to ${signedPercent(range.hi)}`;
  return band === null ? `${words} (rounding)` : words;
}
