import { arch, availableParallelism, cpus, platform } from 'node:os';
import type { GeneratorMachine, GitState, RunOrigin } from '../../model/origin.ts';
import type { Io } from '../io.ts';
import { type CiFacts, ciJob, plainText } from './ci-job.ts';
import { gitState } from './git.ts';

/** Where results come from that are stored now: the checkout and the CI job; null when neither is known. */
export async function originOfImport(io: Pick<Io, 'cwd' | 'env'>): Promise<RunOrigin | null> {
  const origin = await originHere(io, null);
  return origin.git === null && origin.ci === null ? null : origin;
}

/** Where a run comes from that this process makes. */
export function originOfTest(io: Pick<Io, 'cwd' | 'env'>): Promise<RunOrigin> {
  return originHere(io, thisMachine());
}

async function originHere(
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
  machine: GeneratorMachine | null,
): Promise<RunOrigin> {
  const ci = ciJob(env);
  const git = withCi(await gitState({ cwd, env }), ci);
  return {
    git,
    ci: ci === null ? null : { service: ci.service, job: ci.job, url: ci.url },
    machine,
  };
}

/** The checkout is what was tested; the service knows the branch, and the commit where there is no checkout. */
function withCi(git: GitState | null, ci: CiFacts | null): GitState | null {
  if (ci === null) return git;
  if (git === null) {
    return ci.commit === null ? null : { commit: ci.commit, branch: ci.branch, isDirty: null };
  }
  return { ...git, branch: git.branch ?? ci.branch };
}

/** The machine that this process runs on, without its name. */
function thisMachine(): GeneratorMachine {
  return {
    cpu: plainText(cpus()[0]?.model),
    cores: availableParallelism(),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
  };
}
