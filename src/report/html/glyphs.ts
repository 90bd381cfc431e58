import type { EndpointAnalysis } from '../../model/analysis.ts';
import { OwnMarkup } from '../charts/own-markup.ts';

const SPARKLINE = { widthPx: 76, heightPx: 22, points: 60 };
const RANGE = { widthPx: 104, heightPx: 18 };

/**
 * The exact mean response time (else the throughput) over the run, from zero to its largest value, without an axis.
 * Null without a series. The largest of neighbouring buckets is drawn, so that no peak is lost.
 */
export function sparkline(endpoint: EndpointAnalysis): OwnMarkup | null {
  const series = endpoint.series;
  if (series === null) return null;
  const values = peaks(series.meanMs ?? series.throughputPerS, SPARKLINE.points);
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  if (largest === 0) return null;
  const { widthPx, heightPx } = SPARKLINE;
  const stepPx = widthPx / Math.max(1, values.length - 1);
  let path = '';
  let isOpen = false;
  values.forEach((value, index) => {
    if (value !== null) {
      const at = `${tenth(index * stepPx)} ${tenth(heightPx - 2 - (value / largest) * (heightPx - 4))}`;
      // A lone value would leave no mark: a line of no length has round ends.
      path += isOpen ? `L${at}` : `M${at}h0`;
    }
    isOpen = value !== null;
  });
  return svg('spark', widthPx, heightPx, `<path d="${path}"/>`);
}

/** At most `limit` values: the largest known one of each run of neighbours. */
function peaks(values: readonly (number | null)[], limit: number): readonly (number | null)[] {
  const size = Math.ceil(values.length / limit);
  return Array.from({ length: Math.ceil(values.length / size) }, (_, group) => {
    const known = values.slice(group * size, (group + 1) * size).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
}

/** The scale that the range glyphs of one table share. */
export interface RangeScale {
  readonly lowMs: number;
  readonly highMs: number;
}

/** From the lowest to the highest of the values, in ms; null when there is no positive one. */
export function rangeScale(values: readonly (number | null)[]): RangeScale | null {
  const positive = values.filter((value) => value !== null && value > 0) as number[];
  if (positive.length === 0) return null;
  const lowMs = Math.min(...positive);
  const highMs = Math.max(...positive);
  return { lowMs, highMs: highMs > lowMs ? highMs : lowMs * 2 };
}

/** A bar from the lowest to the highest of three percentiles, with a tall tick at the middle one, on a log scale. */
export function rangeGlyph(
  values: { readonly lowMs: number | null; readonly middleMs: number | null; readonly highMs: number | null },
  scale: RangeScale | null,
): OwnMarkup | null {
  const { lowMs, middleMs, highMs } = values;
  if (scale === null || lowMs === null || highMs === null || middleMs === null) return null;
  const { widthPx, heightPx } = RANGE;
  const at = (valueMs: number) => {
    const share =
      Math.log(Math.max(valueMs, scale.lowMs) / scale.lowMs) / Math.log(scale.highMs / scale.lowMs);
    return 2 + share * (widthPx - 4);
  };
  const from = at(lowMs);
  const bar = `<rect x="${tenth(from)}" y="6" width="${tenth(Math.max(1.5, at(highMs) - from))}" height="6" rx="2"/>`;
  return svg('range', widthPx, heightPx, `${bar}<path d="M${tenth(at(middleMs))} 2V16"/>`);
}

/** A share (0…1) as a bar. */
export function shareBar(share: number): OwnMarkup {
  return new OwnMarkup(
    '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">' +
      `<rect width="${tenth(Math.max(0.5, Math.min(1, share) * 100))}" height="10"/></svg>`,
  );
}

function svg(className: string, widthPx: number, heightPx: number, content: string): OwnMarkup {
  return new OwnMarkup(
    `<svg class="${className}" viewBox="0 0 ${widthPx} ${heightPx}" width="${widthPx}" height="${heightPx}" ` +
      `aria-hidden="true" focusable="false">${content}</svg>`,
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
