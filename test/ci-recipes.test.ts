import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { startDemoTarget } from '../src/demo/target.ts';
import { repository, runCli, temporaryFolder } from './support/cli.ts';

const page = readFileSync(join(repository, 'docs/ci.md'), 'utf8');

/** The YAML block of the page that begins with this file's name. */
function recipe(file: string): string {
  const block = [...page.matchAll(/^```yaml\n# (\S+)\n(.*?)^```/gms)].find(([, name]) => name === file);
  if (block?.[2] === undefined) throw new Error(`docs/ci.md has no recipe for ${file}`);
  return block[2];
}

interface GitHubStep {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface GitHubWorkflow {
  readonly on: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly 'runs-on': string; readonly env: object; readonly steps: readonly GitHubStep[] }
    >
  >;
}

interface GitLabJob {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
  readonly cache: { readonly paths: readonly string[] };
}

const workflow = parse(recipe('.github/workflows/load-test.yml')) as GitHubWorkflow;
const pipeline = parse(recipe('.gitlab-ci.yml')) as { readonly 'load-test': GitLabJob };
const gitHubJob = workflow.jobs['load-test'];
const gitLabJob = pipeline['load-test'];
/** What the reader has and the test has not: a package to install, a service of their own. */
const ofTheReader = /^npm (ci|start)\b/;

/** A folder in which `npx plimsoll` is this program. */
function jobFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'bin'));
  const register = pathToFileURL(join(repository, 'node_modules/jiti/lib/jiti-register.mjs')).href;
  const program = join(repository, 'src/cli/main.ts');
  const npx = `#!/bin/sh\nshift\nexec "${process.execPath}" --import "${register}" "${program}" "$@"\n`;
  writeFileSync(join(folder, 'bin/npx'), npx);
  chmodSync(join(folder, 'bin/npx'), 0o755);
  return folder;
}

interface ShellOutcome {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a script as CI services do: with bash, which ends at the first command that fails. */
function shell(script: string, folder: string, env: Readonly<Record<string, string>>): Promise<ShellOutcome> {
  const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-eo', 'pipefail', '-c', script],
      { cwd: folder, env: { ...env, PATH: path, HOME: folder } },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : Number(error.code ?? 1);
        resolve({ exitCode, output: stdout + stderr });
      },
    );
  });
}

async function target(failureRatio = 0): Promise<string> {
  const started = await startDemoTarget({ instant: true, failureRatio });
  onTestFinished(() => started.close());
  return started.url;
}

/** So brief that nothing can be judged but the failures. */
const small = (url: string) => ({ TARGET: url, USERS: '3', RUN_TIME: '1s' });

describe('the recipe for GitHub Actions', () => {
  const variables = (folder: string, url: string, ref: string, id: string) => ({
    ...small(url),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REF: ref,
    GITHUB_RUN_ID: id,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: '0123456789012345678901234567890123456789',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  });

  /** The shell steps in their order: those after a failure only where they always run. */
  async function runJob(folder: string, env: Readonly<Record<string, string>>): Promise<ShellOutcome> {
    let job: ShellOutcome = { exitCode: 0, output: '' };
    for (const step of gitHubJob?.steps ?? []) {
      const isWanted = step.if === undefined || env['GITHUB_REF'] === 'refs/heads/main';
      const mayRun = step.if === 'always()' || (job.exitCode === 0 && isWanted);
      if (step.run === undefined || ofTheReader.test(step.run) || !mayRun) continue;
      const { exitCode, output } = await shell(step.run, folder, env);
      job = { exitCode: job.exitCode || exitCode, output: job.output + output };
    }
    return job;
  }

  it('is a workflow as GitHub expects one', () => {
    expect(Object.keys(workflow).sort()).toEqual(['jobs', 'name', 'on', 'permissions']);
    expect(workflow.on).toEqual({ pull_request: null, push: { branches: ['main'] } });
    expect(gitHubJob?.['runs-on']).toBe('ubuntu-latest');
    for (const step of gitHubJob?.steps ?? []) {
      const allowed = ['name', 'if', 'uses', 'with', 'run', 'env'];
      expect(Object.keys(step).filter((key) => !allowed.includes(key))).toEqual([]);
      // Either an action of a certain version, or commands.
      expect([step.uses, step.run].filter((value) => value !== undefined)).toHaveLength(1);
      if (step.uses !== undefined) expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      expect([undefined, 'always()', "github.ref == 'refs/heads/main'"]).toContain(step.if);
    }
    const variablesUsed = gitHubJob?.steps.flatMap(({ run = '' }) => [...run.matchAll(/\$(\w+)/g)]);
    const known = [...Object.keys(gitHubJob?.env ?? {}), 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'];
    expect(known).toEqual(expect.arrayContaining(variablesUsed?.map(([, name]) => name) ?? []));
  });

  it('keeps what it caches, and uploads what it writes', () => {
    const withOf = (action: string) =>
      gitHubJob?.steps.find(({ uses }) => uses?.startsWith(action))?.with ?? {};
    expect(withOf('actions/cache')['path']).toBe('plimsoll-runs');
    const report = gitHubJob?.steps.find(({ name }) => name === 'Report')?.run ?? '';
    expect(report).toContain(`-o ${withOf('actions/upload-artifact')['path']}`);
  });

  it('passes the first time, sets the baseline on main, and compares a pull request with it', async () => {
    const folder = jobFolder();
    const url = await target();
    const first = await runJob(folder, variables(folder, url, 'refs/heads/main', '1'));
    expect(first).toMatchObject({ exitCode: 0 });
    const set = await runCli(['baseline', 'list', '--json'], { cwd: folder });
    expect(JSON.parse(set.stdout)).toMatchObject([{ name: 'main' }]);

    const second = await runJob(folder, variables(folder, url, 'refs/pull/7/merge', '2'));
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.output).toContain('::warning');
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('| Baseline | Candidate |');
    expect(readFileSync(join(folder, 'load-test.html'), 'utf8')).toContain('<!doctype html>');
    const after = await runCli(['baseline', 'list', '--json'], { cwd: folder });
    expect(after.stdout).toBe(set.stdout);
  }, 120_000);
});

describe('the recipe for GitLab', () => {
  const variables = (url: string, branch: string, id: string) => ({
    ...small(url),
    CI: 'true',
    GITLAB_CI: 'true',
    CI_COMMIT_BRANCH: branch,
    CI_DEFAULT_BRANCH: 'main',
    CI_JOB_ID: id,
    CI_COMMIT_SHA: '0123456789012345678901234567890123456789',
  });

  it('is a job as GitLab expects one', () => {
    const known = ['image', 'timeout', 'rules', 'variables', 'cache', 'before_script', 'script', 'artifacts'];
    expect(Object.keys(gitLabJob).sort()).toEqual([...known].sort());
    expect(Object.keys(pipeline)).toEqual(['load-test']);
    const scripts = [...gitLabJob.before_script, ...gitLabJob.script];
    expect(scripts.filter((line) => typeof line !== 'string')).toEqual([]);
    expect(Object.values(gitLabJob.variables).filter((value) => typeof value !== 'string')).toEqual([]);
    const written = [...gitLabJob.artifacts.paths, gitLabJob.artifacts.reports.junit];
    for (const file of written) expect(gitLabJob.script.join('\n')).toContain(` ${file}`);
    expect(gitLabJob.cache.paths).toEqual(['plimsoll-runs']);
    expect(gitLabJob.before_script.filter((line) => !ofTheReader.test(line))).toEqual([]);
  });

  it('passes where failures are few, leaves its reports, and sets the baseline', async () => {
    const folder = jobFolder();
    const env = variables(await target(), 'main', '41');
    expect(await shell(gitLabJob.script.join('\n'), folder, env)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(folder, 'load-test.xml'), 'utf8')).toContain('<testsuites');
    expect(readFileSync(join(folder, 'load-test.md'), 'utf8')).toContain('error');
    const { stdout } = await runCli(['baseline', 'list', '--json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'main' }]);
  }, 120_000);

  it('fails where a gate is missed, and sets no baseline', async () => {
    const folder = jobFolder();
    const env = { ...variables(await target(), 'main', '42'), TARGET: 'http://127.0.0.1:9' };
    const { exitCode } = await shell(gitLabJob.script.join('\n'), folder, env);
    expect(exitCode).toBeGreaterThan(0);
    expect(existsSync(join(folder, 'plimsoll-runs/baselines.json'))).toBe(false);
  }, 120_000);
});
