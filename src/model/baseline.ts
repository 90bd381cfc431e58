/** Runs to compare with, under a name. One run is one observation: how much they differ is the noise floor. */
export interface Baseline {
  readonly name: string;
  /** Measured first comes first; no run twice. */
  readonly runs: readonly BaselineRun[];
  /** At most so many of the newest stay when runs are added; null for all. */
  readonly keep: number | null;
  /** Unix epoch ms. */
  readonly changedMs: number;
}

/** What is remembered of a run of a baseline, to say which one is missing should its folder be gone. */
export interface BaselineRun {
  readonly id: string;
  readonly label: string;
  /** Unix epoch ms; null when the source has no clock time. */
  readonly startMs: number | null;
}

/** More names than this are no names. */
const LONGEST_NAME = 80;
/** As branches and versions are written; nothing that a list of references or a pair of key and value needs. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._/+@-]*$/u;
/** Words that stand for runs already. */
const RESERVED: ReadonlySet<string> = new Set(['latest', 'git']);

/** Whether a text can be the name of a baseline: letters, digits and . _ / + @ -, beginning with a letter or digit. */
export function isBaselineName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text) && !RESERVED.has(text.toLowerCase());
}

/** Runs measured first come first; of the same instant, and of those without one, by id. */
export function inOrderOfTime(runs: readonly BaselineRun[]): readonly BaselineRun[] {
  const time = ({ startMs }: BaselineRun) => startMs ?? 0;
  return [...runs].sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
}
