import type { CiJob } from '../../model/origin.ts';

/** What a CI service tells of the job that runs. */
export interface CiFacts extends CiJob {
  /** 40 or 64 hex digits; null when the service does not tell. */
  readonly commit: string | null;
  /** CI services check out a commit and no branch, so they are the only ones who know. */
  readonly branch: string | null;
}

/** Environment variables, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface CiService {
  readonly name: string;
  readonly runs: (env: Environment) => boolean;
  readonly commit: (env: Environment) => string | undefined;
  readonly branch: (env: Environment) => string | undefined;
  /** Their parts are put together; those that are not set are left out. */
  readonly job: (env: Environment) => readonly (string | undefined)[];
  readonly url: (env: Environment) => string | undefined;
}

/** In alphabetical order; the variables are those of each service's documentation of November 2026. */
const services: readonly CiService[] = [
  {
    name: 'Azure Pipelines',
    runs: (env) => isTrue(env['TF_BUILD']),
    commit: (env) => env['BUILD_SOURCEVERSION'],
    branch: (env) => withoutRefs(env['SYSTEM_PULLREQUEST_SOURCEBRANCH'] || env['BUILD_SOURCEBRANCH']),
    job: (env) => [env['BUILD_DEFINITIONNAME'], env['SYSTEM_JOBDISPLAYNAME']],
    url: (env) =>
      joined(
        env['SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'],
        env['SYSTEM_TEAMPROJECT'] === undefined ? undefined : encodeURIComponent(env['SYSTEM_TEAMPROJECT']),
        '/_build/results?buildId=',
        env['BUILD_BUILDID'],
      ),
  },
  {
    name: 'Buildkite',
    runs: (env) => isTrue(env['BUILDKITE']),
    commit: (env) => env['BUILDKITE_COMMIT'],
    branch: (env) => env['BUILDKITE_BRANCH'],
    job: (env) => [env['BUILDKITE_PIPELINE_SLUG'], env['BUILDKITE_LABEL']],
    url: (env) => env['BUILDKITE_BUILD_URL'],
  },
  {
    name: 'CircleCI',
    runs: (env) => isTrue(env['CIRCLECI']),
    commit: (env) => env['CIRCLE_SHA1'],
    branch: (env) => env['CIRCLE_BRANCH'],
    job: (env) => [env['CIRCLE_JOB']],
    url: (env) => env['CIRCLE_BUILD_URL'],
  },
  {
    name: 'GitHub Actions',
    runs: (env) => isTrue(env['GITHUB_ACTIONS']),
    commit: (env) => env['GITHUB_SHA'],
    branch: (env) => env['GITHUB_HEAD_REF'] || env['GITHUB_REF_NAME'],
    job: (env) => [env['GITHUB_WORKFLOW'], env['GITHUB_JOB']],
    url: (env) =>
      joined(env['GITHUB_SERVER_URL'], '/', env['GITHUB_REPOSITORY'], '/actions/runs/', env['GITHUB_RUN_ID']),
  },
  {
    name: 'GitLab CI',
    runs: (env) => isTrue(env['GITLAB_CI']),
    commit: (env) => env['CI_COMMIT_SHA'],
    branch: (env) => env['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME'] || env['CI_COMMIT_REF_NAME'],
    job: (env) => [env['CI_JOB_NAME']],
    url: (env) => env['CI_JOB_URL'],
  },
  {
    name: 'Jenkins',
    runs: (env) => (env['JENKINS_URL'] ?? '') !== '',
    commit: (env) => env['GIT_COMMIT'],
    branch: (env) =>
      env['CHANGE_BRANCH'] || env['BRANCH_NAME'] || env['GIT_BRANCH']?.replace(/^origin\//, ''),
    job: (env) => [env['JOB_NAME'], env['BUILD_NUMBER']],
    url: (env) => env['BUILD_URL'],
  },
];

const LONGEST = 300;

/** The CI job that this environment is of; null when it is none that is known. */
export function ciJob(env: Environment): CiFacts | null {
  const service = services.find(({ runs }) => runs(env));
  if (service === undefined) return null;
  const commit = service.commit(env)?.toLowerCase() ?? '';
  const job = service
    .job(env)
    .map(plainText)
    .filter((part) => part !== null);
  return {
    service: service.name,
    job: job.length === 0 ? null : job.join(' / '),
    url: publicUrl(service.url(env)),
    commit: isCommit(commit) ? commit : null,
    branch: plainText(service.branch(env)),
  };
}

/** Whether this is the full name of a commit, of SHA-1 or SHA-256. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** On one line, not too long; null when nothing is left. */
export function plainText(text: string | undefined): string | null {
  const plain = (text ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
  return plain === '' ? null : plain;
}

/** Without a user name and password, which do not belong into a report; null when it is no web address. */
function publicUrl(text: string | undefined): string | null {
  if (text === undefined || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href.length > LONGEST ? null : url.href;
}

/** Nothing when a part is missing. */
function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.some((part) => part === undefined || part === '') ? undefined : parts.join('');
}

function withoutRefs(ref: string | undefined): string | undefined {
  return ref?.replace(/^refs\/(?:heads|tags)\//, '');
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
