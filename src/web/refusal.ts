/** An answer that is no success: what is wrong, in words, with the status that says so. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  /** What to do; empty where there is nothing. */
  readonly fix: string;

  constructor(status: RefusalStatus, what: string, fix = '') {
    super(what);
    this.status = status;
    this.fix = fix;
  }
}

/** RFC 9110, section 15.5 and 15.6; 429 is of RFC 6585. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 411 | 413 | 415 | 421 | 422 | 429 | 503;
