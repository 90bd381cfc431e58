import type { Result } from '../model/result.ts';

/** What a reporter may know besides the result. */
export interface RenderOptions {
  /** Terminal columns to fit, null for no limit. */
  readonly columns: number | null;
  /** Whether ANSI colours may be written. */
  readonly colour: boolean;
}

/** One output format: a pure function of a `Result`. Each is one file and one line in `registry.ts`. */
export interface Reporter<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** What the file is called when the user names none: 'report.html'. */
  readonly fileName: string;
  /** @returns the whole document, ending in a line feed. */
  render(result: Result, options: RenderOptions): Promise<string>;
}
