import type { TopLevelSpec } from 'vega-lite';
import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { ComparisonCurves, EndpointCurves } from '../../model/comparison-curves.ts';
import type { Trend } from '../../model/trend.ts';
import type { Frame } from './frame.ts';

/** What a chart is of: one endpoint (or `analysis.total`) of one analysis. */
export interface ChartSubject {
  readonly analysis: Analysis;
  readonly endpoint: EndpointAnalysis;
  /** Of charts of scaling: the workload, by its position in `analysis.scaling`; the first when absent. */
  readonly workload?: number;
}

/** Where in the report a chart stands. */
export type ChartPlace =
  | 'timeline'
  | 'generator'
  | 'capacity'
  | 'scaling'
  | 'distribution'
  | 'small-multiple'
  | 'endpoint-curve'
  | 'overlay'
  | 'compared-distribution'
  | 'shift'
  | 'run-trend';

/** What a chart of a comparison is of: all requests of its runs, or one of its endpoints. */
export interface ComparisonSubject {
  readonly curves: ComparisonCurves;
  readonly endpoint: EndpointCurves | null;
}

/** What a chart of a trend is of: one of its series, by position. */
export interface TrendSubject {
  readonly trend: Trend;
  readonly series: number;
}

/** One chart. Each is one file and one line in `registry.ts`. */
export interface Chart<Subject = ChartSubject> {
  readonly id: string;
  readonly place: ChartPlace;
  readonly title: string;
  /** What a reader learns from it. */
  readonly question: string;
  /** What every drawing of this chart is compiled from. A literal without data. */
  readonly specification: TopLevelSpec;
  /** What exactly is drawn, and in which unit: stands beside the title. */
  measure(subject: Subject): string;
  /** Null when the subject has nothing that could be drawn. */
  spec(subject: Subject, frame: Frame): ChartSpec | null;
}

/**
 * A vega-lite specification and what fills it. The specification is a literal without data, so that charts of one
 * kind are compiled once; text from outside may only appear as a value in `datasets`, never in the specification.
 */
export interface ChartSpec {
  readonly specification: TopLevelSpec;
  readonly datasets: Readonly<Record<string, readonly ChartRow[]>>;
  readonly signals: ChartSignals;
  /** Of the plot without its axes, in px. */
  readonly heightPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

export type ChartRow = Readonly<Record<string, number | string | null>>;

/** Axis positions and words, computed by `axis.ts` and handed to the specification's parameters. */
export interface ChartSignals {
  readonly xDomain: readonly number[];
  readonly xTicks: readonly number[];
  readonly xLabels: readonly string[];
  readonly yDomain: readonly number[];
  readonly yTicks: readonly number[];
  readonly yLabels: readonly string[];
}
