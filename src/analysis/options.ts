/** What a caller may ask of an analysis. Everything has a default. */
export interface AnalysisOptions {
  /**
   * The steady state: 'detected' (default), 'whole-run', or a part of the run in ms since its start.
   */
  readonly steady?: 'detected' | 'whole-run' | { readonly fromMs: number; readonly toMs: number };
  /** Apdex: satisfied up to this response time, in ms. Default 500, the specification's own example. */
  readonly apdexToleratedMs?: number;
  /** Confidence of every interval, above 0 and below 1. Default 0.95. */
  readonly confidence?: number;
}
