import { linearAxis, plain } from './axis.ts';
import type { ChartSpec, ChartSubject } from './chart.ts';
import type { Frame } from './frame.ts';
import { axisSignals, extent, heightPx, lastKnown, phaseRows, spreadNames, timeAxisOf } from './layers.ts';
import { bucketMiddleMs, cornersOf } from './series-lines.ts';
import { colour } from './theme.ts';

/** How one of the low panels below the response times is filled. */
export interface RatePanel {
  readonly specification: ChartSpec['specification'];
  readonly values: readonly (number | null)[];
  /** Written at the end of the line. */
  readonly name: string;
  /** Colour token of that name. */
  readonly token: string;
  readonly plotHeightPx: number;
  /** A line goes on between its corners; a bar stands for its own bucket, and there is none for nothing. */
  readonly shape: 'line' | 'bars';
}

/** A panel of one quantity over time, from zero. Null when nothing is known of it. */
export function ratePanel(subject: ChartSubject, frame: Frame, panel: RatePanel): ChartSpec | null {
  const range = extent([panel.values]);
  if (range === null) return null;
  const { analysis } = subject;
  const bucketMs = analysis.timeline?.bucketMs ?? 0;
  const time = timeAxisOf(analysis, frame);
  const y = linearAxis(range[1], plain);
  const atPx = heightPx(y, 'linear', lastKnown(panel.values) ?? 0, panel.plotHeightPx);
  return {
    specification: panel.specification,
    datasets: {
      phases: phaseRows(analysis, frame).phases,
      rows: bucketsOf(panel).map((bucket) => ({
        t: bucketMiddleMs(analysis, bucket),
        from: bucket * bucketMs,
        to: (bucket + 1) * bucketMs,
        zero: 0,
        value: panel.values[bucket] ?? null,
      })),
      names: frame.directLabels
        ? spreadNames([{ name: panel.name, colour: colour(panel.token), atPx }], panel.plotHeightPx)
        : [],
    },
    signals: axisSignals(time.axis, y),
    heightPx: panel.plotHeightPx,
    topPx: 8,
    bottomPx: time.bottomPx,
  };
}

function bucketsOf({ shape, values }: RatePanel): readonly number[] {
  if (shape === 'line') return cornersOf([values]);
  return values.flatMap((value, bucket) => (value === null || value === 0 ? [] : [bucket]));
}
