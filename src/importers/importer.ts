import type { Run } from '../model/run.ts';

/** A file handed to an importer. Importers do not open files: they are given this. */
export interface SourceFile {
  /** As the user would name it: relative, no directory of ours; shown in messages. */
  readonly name: string;
  /** The bare name of the folder it lies in, to call a run by when its files have no telling prefix; no path. */
  readonly folder?: string;
  readonly sizeBytes: number;
  /** 64 hex digits. */
  readonly sha256: string;
  /** The first bytes (at most 64 KiB), enough to recognise a format. */
  readonly head: Uint8Array;
  /** 'utf-8' when every byte of the file is valid UTF-8, 'utf-16le' by its byte order mark, else 'windows-1252'. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'windows-1252';
  /** The bytes in order; may be called again to read from the start. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Told now and then how far reading has come. */
export type ReadProgress = (progress: {
  readonly file: string;
  readonly bytesRead: number;
  readonly sizeBytes: number;
}) => void;

export interface ImportContext {
  readonly label: string;
  readonly progress: ReadProgress;
}

/** One format. Each is one file and one line in `registry.ts`. */
export interface Importer<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /**
   * Which of these files are ours, as groups: one group is one run. Recognised by content, never by name alone; a
   * name may only tell which files belong together. Never throws.
   */
  claims(files: readonly SourceFile[]): readonly SourceGroup[];
  /** @throws {Problem} of kind 'input', naming file, line and column. */
  read(group: SourceGroup, context: ImportContext): Promise<Run>;
}

/** Files that together are one run. */
export interface SourceGroup {
  /** What to call the run when the user gives no label: 'results' for results_stats.csv and its sisters. */
  readonly label: string;
  readonly files: readonly SourceFile[];
}
