/**
 * The settings file: plimsoll.config.yaml, .yml, .json, .ts, .js or .mjs. All keys are optional; what the command line
 * says stands over them.
 */
export interface Settings {
  /** For editors: where the JSON Schema of this file is. */
  readonly $schema?: string;
  /** What is required of every run, in the grammar of docs/gates.md: "p95{POST /chat} < 2s". Gates of --gate are added. */
  readonly gates?: readonly string[];
  /** What `check`, `report`, `compare` and `run` exit with where something cannot be decided: 0, or 1; 3 without. */
  readonly inconclusive?: 'pass' | 'fail';
  /** What `check` and `run` compare with: the name of a baseline, "git", or runs. */
  readonly baseline?: string | readonly string[];
  /** The smallest change that matters: "5%". */
  readonly threshold?: string;
  /** With fewer than 4 runs: how much runs are assumed to differ, "3%" or "p95=4%,mean=2%"; true for usual values. */
  readonly assumeNoise?: boolean | string;
  /** Endpoints that have a new name: the old one and the new one. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Apdex: satisfied up to this response time, "500ms". */
  readonly apdex?: string;
  /** Where runs are stored; seen from the folder of this file. */
  readonly store?: string;
  /** Where `run` sends its requests, unless --host says otherwise. */
  readonly host?: string;
  /** What is remembered of every run that `run` makes: keys and values. */
  readonly labels?: Readonly<Record<string, string>>;
}
