/** One failed request, to look at. */
export interface FailureExample {
  readonly atMs: number;
  /** 0 when there was no answer. */
  readonly status: number;
  /** At most 1 KiB of the body as text. */
  readonly body: string;
  readonly isBodyCut: boolean;
}
