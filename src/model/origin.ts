/** Where a run came from, as far as the environment told when it was made or stored. Never part of what a run is. */
export interface RunOrigin {
  /** What was checked out where the command ran; null outside of a repository. */
  readonly git: GitState | null;
  /** The job of a CI service; null elsewhere. */
  readonly ci: CiJob | null;
  /** What made the load; null for imported results, whose machine is not known. */
  readonly machine: GeneratorMachine | null;
}

/** A checkout. */
export interface GitState {
  /** 40 or 64 hex digits. */
  readonly commit: string;
  /** Null when none is checked out and the environment names none. */
  readonly branch: string | null;
  /** Whether tracked files differed from the commit; null when that could not be found out in time. */
  readonly isDirty: boolean | null;
}

/** A job of a CI service. */
export interface CiJob {
  /** 'GitHub Actions', … */
  readonly service: string;
  readonly job: string | null;
  /** http or https, without credentials. */
  readonly url: string | null;
}

/** The machine that made the load, without a name of its own: enough to tell a different kind of machine. */
export interface GeneratorMachine {
  /** 'Intel(R) Xeon(R) Processor @ 2.70GHz'; null where the system does not tell. */
  readonly cpu: string | null;
  readonly cores: number;
  /** 'linux x64' */
  readonly system: string;
  /** Version of Node.js: '20.20.0'. */
  readonly node: string;
}

/** 'main, commit 4fc0e1a2b3c4 with changes'; null when no commit is known. Markup is not escaped. */
export function gitWords({ git }: RunOrigin): string | null {
  if (git === null) return null;
  const commit = `commit ${shortCommit(git.commit)}${git.isDirty ? ' with changes' : ''}`;
  return git.branch === null ? commit : `${git.branch}, ${commit}`;
}

/** Enough digits to name a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 12);
}

/** 'Intel(R) Xeon(R) Processor, 2 cores, linux x64': everything but the version of Node.js. */
export function machineWords({ cpu, cores, system }: GeneratorMachine): string {
  return [cpu ?? 'unknown CPU', `${cores} ${cores === 1 ? 'core' : 'cores'}`, system].join(', ');
}
