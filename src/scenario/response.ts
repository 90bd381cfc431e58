/** An answer, or what came instead of one. */
export interface Response {
  /** 0 when there was no answer. */
  readonly status: number;
  /** Why the request is counted as failed, in words; null when it is not. */
  readonly failure: string | null;
  /** Lower-case name; null when the header is not there. */
  header(name: string): string | null;
  /** The body as text, decompressed. For a stream: the text that its events carried. */
  text(): string;
  /** The body as JSON. @throws {SyntaxError} when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what a server answers has the type that the author of the scenario expects.
  json(): any;
  bytes(): Uint8Array;
  /** From the moment the request was sent to the last byte of the answer, in ms. */
  readonly serviceTimeMs: number;
}
