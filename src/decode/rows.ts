/** Something that can be read as text; a `SourceFile` is one. */
export interface TextSource {
  readonly name: string;
  readonly sizeBytes: number;
  readonly encoding: 'utf-8' | 'utf-16le' | 'windows-1252';
  chunks(): AsyncIterable<Uint8Array>;
}

/** Receives the rows of a table as they are read. Lines are 1-based and count from the start of the file. */
export interface RowHandlers {
  /** Called once, first. */
  header(cells: readonly string[], line: number): void;
  /** `cells` is as long as the header. */
  row(cells: readonly string[], line: number): void;
  /** A row that was left out. `reason` is one sentence without a full stop: 'has 9 cells, the header has 24'. */
  damaged(line: number, reason: string): void;
  /** The very last row, cut off in the middle, as a killed writer leaves it. */
  cutOff(line: number): void;
  /** Told about every chunk. */
  progress(bytesRead: number): void;
}
