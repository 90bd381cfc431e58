import type { ReporterId } from '../report/registry.ts';
import type { AgainstOptions } from './baseline/report-against.ts';
import type { ReadOptions, StoreOptions } from './options.ts';
import type { ScalingOptions } from './scaling/scaling-options.ts';

/** The options of `plimsoll report`. */
export interface ReportOptions extends AgainstOptions, ReadOptions, ScalingOptions, StoreOptions {
  readonly format?: ReporterId;
  readonly output?: string;
  readonly json?: boolean;
  /** True for all stored runs, else filters. */
  readonly trend?: true | readonly string[];
  /** A file that the Markdown is added to. */
  readonly summary?: string;
}
