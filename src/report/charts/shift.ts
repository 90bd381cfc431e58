import type { ShiftPoint } from '../../model/comparison-curves.ts';
import { signedPercent } from '../../model/comparison-words.ts';
import { type Axis, percentileAxis, percentilePosition } from './axis.ts';
import type { Chart, ChartRow, ComparisonSubject } from './chart.ts';
import { axisSignals } from './layers.ts';
import { LINES_SPECIFICATION, sideTokens } from './overlay.ts';
import { colour } from './theme.ts';

/** Far more requests than the percentiles drawn need, so that each has its own place. */
const AXIS_COUNT = 1e6;
/** A change by more is drawn at the edge: a factor of 4 up, or down to a quarter. */
const MOST_LOG = Math.log(4);
const LEAST_LOG = Math.log(1.1);

/** How each percentile of one endpoint changed, on the logarithm of the ratio; no change is the line in the middle. */
export const shiftChart: Chart<ComparisonSubject> = {
  id: 'shift',
  place: 'shift',
  title: 'Change by percentile',
  question: 'Where in the distribution is the change?',
  specification: LINES_SPECIFICATION,
  measure: () => 'candidate against baseline',
  spec({ endpoint }) {
    const shift = endpoint?.shift ?? [];
    const [first, last] = [shift[0], shift.at(-1)];
    if (first === undefined || last === undefined) return null;
    const x = axisTo(last.percentile);
    const y = changeAxis(shift);
    const [from, to] = x.domain;
    const at = ({ percentile }: ShiftPoint) => percentilePosition(percentile, AXIS_COUNT);
    const within = (change: number) => clamp(Math.log1p(Math.max(change, -0.999)), y.domain);
    const banded = shift.filter(({ band }) => band !== null);
    const hasBand = banded.length > 0;
    const line = shift.map((point) => ({
      t: at(point),
      value: within(point.change),
      ...candidate,
      order: 1,
    }));
    return {
      specification: LINES_SPECIFICATION,
      datasets: {
        phases: [],
        bands: banded.map((point) => ({
          t: at(point),
          lo: within(point.band?.lo ?? 0),
          hi: within(point.band?.hi ?? 0),
          order: 0,
          colour: colour('lband'),
        })),
        lines: [
          ...[from, to].map((t) => ({ t, value: 0, order: 0, colour: colour('axis'), widthPx: 1 })),
          // Between percentiles that only a source states, nothing is known.
          ...(hasBand ? line : shift.flatMap((point, i) => barRows(point, at(point), within, 10 + 2 * i))),
        ],
        names: [],
      },
      signals: axisSignals(x, y),
      heightPx: 150,
      topPx: 8,
      bottomPx: 24,
    };
  },
};

const candidate = { colour: colour(sideTokens.candidate), widthPx: 2 } as const;

/** The change as a dot, on a bar from the smallest to the largest that the interval, else the rounding, leaves open. */
function barRows(
  { change, bounds, band }: ShiftPoint,
  t: number,
  within: (change: number) => number,
  order: number,
): readonly ChartRow[] {
  const ends = band ?? bounds ?? { lo: change, hi: change };
  const bar = [ends.lo, ends.hi].map((end) => ({
    t,
    value: within(end),
    order,
    colour: colour('lband'),
    widthPx: 5,
  }));
  return [...bar, { t, value: within(change), order: order + 1, colour: candidate.colour, widthPx: 6 }];
}

function axisTo(percentile: number): Axis {
  const { ticks, labels } = percentileAxis(AXIS_COUNT);
  const end = percentilePosition(percentile, AXIS_COUNT) + 0.08;
  const shown = ticks.flatMap((tick, i) => (tick <= end ? [{ tick, label: labels[i] ?? '' }] : []));
  return { domain: [0, end], ticks: shown.map(({ tick }) => tick), labels: shown.map(({ label }) => label) };
}

/** As far up as down, so that a half and a double are equally far from no change. */
function changeAxis(shift: readonly ShiftPoint[]): Axis {
  const ends = shift.flatMap(({ change, band, bounds }) => [
    change,
    band?.lo,
    band?.hi,
    bounds?.lo,
    bounds?.hi,
  ]);
  const logs = ends.flatMap((end) =>
    end === undefined ? [] : [Math.abs(Math.log1p(Math.max(end, -0.999)))],
  );
  const reach = Math.min(MOST_LOG, Math.max(LEAST_LOG, ...logs));
  const named = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 3].findLast((change) => Math.log1p(change) <= reach) ?? 0.05;
  const up = Math.log1p(named);
  return {
    domain: [-reach * 1.05, reach * 1.05],
    ticks: [-up, 0, up],
    labels: [signedPercent(Math.expm1(-up)), '0', signedPercent(named)],
  };
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}
