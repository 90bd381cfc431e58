import type { Distribution } from '../../model/distribution.ts';
import type { EndpointKey } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { ExceptionGroup, UserCounts, Windows } from '../../model/run.ts';
import type { SourceFile } from '../importer.ts';

/** The kinds of file that Locust, its web page and its extras write. Recognised by content. */
export type LocustFileKind =
  | 'stats'
  | 'requests'
  | 'distribution'
  | 'history'
  | 'failures'
  | 'exceptions'
  | 'json'
  | 'html'
  | 'request-log';

/**
 * What one Locust file says. Every reader yields one of these and nothing else; `assemble.ts` makes a Run of the
 * parts of one run, choosing the most exact source for each number.
 */
export interface LocustPart {
  readonly kind: LocustFileKind;
  readonly file: SourceFile;
  readonly rowsRead: number;
  readonly rowsSkipped: number;
  readonly notices: readonly Notice[];
  /** What the shape of the file tells of the Locust version: '1.2' in `atLeast`, '2.44.0' in `below`. */
  readonly version: { readonly exact?: string; readonly atLeast?: string; readonly below?: string };
  readonly endpoints: readonly EndpointPart[];
  readonly total: EndpointPart | null;
  readonly failures: readonly FailureRow[];
  readonly exceptions: readonly ExceptionGroup[];
  readonly users: UserCounts | null;
  readonly resetsMs: readonly number[];
  /** Unix epoch ms, when the file tells. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly host: string | null;
  /**
   * True when the file shows that its writer was cut off in the middle of a line. An incomplete last tick of a history
   * shows nothing: Locust up to 2.46.2 leaves one after a clean exit too.
   */
  readonly cutOff: boolean;
}

/** One endpoint (or the total) in one file. Null where this kind of file does not say. */
export interface EndpointPart {
  readonly key: EndpointKey;
  readonly requests: number | null;
  readonly failures: number | null;
  readonly latency: Distribution | null;
  readonly meanResponseBytes: number | null;
  readonly reportedThroughputPerS: number | null;
  readonly windows: Windows | null;
}

export interface FailureRow {
  readonly key: EndpointKey;
  /** Unwrapped as `failure-message.ts` does, addresses masked. */
  readonly message: string;
  readonly count: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}
