/** Where text goes. */
export interface OutputStream {
  write(text: string): void;
  readonly isTty: boolean;
  /** Width of the terminal; null when it is none. It changes when the user changes the window. */
  readonly columns: number | null;
  /** Its height; null when it is none. */
  readonly rows: number | null;
}

/** Where answers come from. */
export interface InputStream {
  readonly isTty: boolean;
  /** The next line without its end; null when there is no more. */
  readLine(): Promise<string | null>;
}

/** Everything a command touches of the process it runs in. Files are reached through `cwd`. */
export interface Io {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: InputStream;
  /** Unix epoch ms. */
  now(): number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted when the user wants to stop and nobody has taken that over with `onInterrupt`. */
  readonly signal: AbortSignal;
  /**
   * Calls `listener` each time the user wants to stop, instead of aborting `signal`; for work that has something to
   * save first.
   *
   * @returns gives that back to `signal`.
   */
  onInterrupt(listener: () => void): () => void;
}

/** Whether colours may be written to a stream: to a terminal that knows them, unless NO_COLOR is set (https://no-color.org). */
export function mayColour({ stdout, env }: Io, stream: OutputStream = stdout): boolean {
  return stream.isTty && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
