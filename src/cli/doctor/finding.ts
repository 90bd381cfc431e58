/** What one check of `plimsoll doctor` found. */
export interface Finding {
  /** Short and stable: 'target', 'POST /chat'. */
  readonly check: string;
  /** 'unknown': it could not be looked at, which is nothing wrong. */
  readonly outcome: 'good' | 'bad' | 'unknown';
  /** What was found, with the figures. */
  readonly found: string;
  /** What to do about it; null when nothing. */
  readonly fix: string | null;
}

/** A finding that needs nothing done. */
export function good(check: string, found: string): Finding {
  return { check, outcome: 'good', found, fix: null };
}

/** Something that will spoil a test. */
export function bad(check: string, found: string, fix: string): Finding {
  return { check, outcome: 'bad', found, fix };
}

/** Something that could not be looked at. */
export function unknown(check: string, found: string): Finding {
  return { check, outcome: 'unknown', found, fix: null };
}
