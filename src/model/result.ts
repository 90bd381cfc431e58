import type { Analysis } from './analysis.ts';
import type { Comparison } from './comparison.ts';
import type { Trend } from './trend.ts';
import type { Verdict } from './verdict.ts';

/** The one document a command produces. Every reporter is a function of it, and of nothing else. */
export interface Result {
  readonly schema: 'result/1';
  readonly tool: { readonly name: string; readonly version: string };
  /** Unix epoch ms. */
  readonly createdMs: number;
  readonly analyses: readonly Analysis[];
  readonly comparison: Comparison | null;
  /** How metrics went over a series of stored runs; null but in a trend report, which holds no analyses. */
  readonly trend: Trend | null;
  /** Null when no target was set: then nothing was judged. */
  readonly verdict: Verdict | null;
}
