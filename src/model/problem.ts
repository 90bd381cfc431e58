import type { Place } from './notice.ts';

/** 'usage' is a wrong command line, 'input' unreadable material, 'environment' the machine, 'internal' our bug. */
export type ProblemKind = 'usage' | 'input' | 'environment' | 'internal';

/** Why the work could not go on: what happened, where, and what the user can do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly code: string;
  readonly where: Place | undefined;
  readonly fix: string | undefined;

  /**
   * @param kind decides the exit code.
   * @param code stable, kebab-case: see the table of codes in docs/notices.md.
   * @param what one sentence: what happened, with the value found.
   */
  constructor(
    kind: ProblemKind,
    code: string,
    what: string,
    detail: { where?: Place; fix?: string; cause?: unknown } = {},
  ) {
    super(what, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.kind = kind;
    this.code = code;
    this.where = detail.where;
    this.fix = detail.fix;
  }
}
