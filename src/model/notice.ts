import type { EndpointKey } from './endpoint-key.ts';

/** Where in the user's material something was found. */
export interface Place {
  readonly file?: string;
  /** 1-based line. */
  readonly line?: number;
  /** Header of the column, or the key in a JSON document. */
  readonly column?: string;
  readonly endpoint?: EndpointKey;
}

/** Something the reader of a result should know; it travels with the data and is printed only by reporters. */
export interface Notice {
  /** Stable, kebab-case: see the table of codes in docs/notices.md. */
  readonly code: string;
  readonly severity: 'info' | 'warning';
  /** One sentence. What was found, with the value. */
  readonly message: string;
  readonly where?: Place;
  /** What to do, when there is something to do. */
  readonly hint?: string;
}
