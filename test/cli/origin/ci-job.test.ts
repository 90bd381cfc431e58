import { describe, expect, it } from 'vitest';
import { ciJob } from '../../../src/cli/origin/ci-job.ts';

const commit = '4fc0e1a2b3c4d5e6f70819203a4b5c6d7e8f9012';

describe('the job of a CI service, by the variables that the service documents', () => {
  it.each([
    [
      // https://docs.github.com/actions/reference/workflows-and-actions/variables
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_SHA: commit,
        GITHUB_REF_NAME: '12/merge',
        GITHUB_HEAD_REF: 'faster-chat',
        GITHUB_WORKFLOW: 'Load test',
        GITHUB_JOB: 'heavy',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'octo/shop',
        GITHUB_RUN_ID: '1658821493',
      },
      {
        service: 'GitHub Actions',
        job: 'Load test / heavy',
        url: 'https://github.com/octo/shop/actions/runs/1658821493',
        commit,
        branch: 'faster-chat',
      },
    ],
    [
      // https://docs.gitlab.com/ci/variables/predefined_variables/
      {
        GITLAB_CI: 'true',
        CI_COMMIT_SHA: commit,
        CI_COMMIT_REF_NAME: 'main',
        CI_JOB_NAME: 'load',
        CI_JOB_URL: 'https://gitlab.example.com/a/b/-/jobs/77',
      },
      {
        service: 'GitLab CI',
        job: 'load',
        url: 'https://gitlab.example.com/a/b/-/jobs/77',
        commit,
        branch: 'main',
      },
    ],
    [
      // https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables and the Git plugin
      {
        JENKINS_URL: 'https://ci.example.com/',
        GIT_COMMIT: commit,
        GIT_BRANCH: 'origin/main',
        JOB_NAME: 'load',
        BUILD_NUMBER: '12',
        BUILD_URL: 'https://ci.example.com/job/load/12/',
      },
      {
        service: 'Jenkins',
        job: 'load / 12',
        url: 'https://ci.example.com/job/load/12/',
        commit,
        branch: 'main',
      },
    ],
    [
      // https://circleci.com/docs/variables/
      {
        CIRCLECI: 'true',
        CIRCLE_SHA1: commit,
        CIRCLE_BRANCH: 'main',
        CIRCLE_JOB: 'load',
        CIRCLE_BUILD_URL: 'https://circleci.com/gh/a/b/9',
      },
      { service: 'CircleCI', job: 'load', url: 'https://circleci.com/gh/a/b/9', commit, branch: 'main' },
    ],
    [
      // https://buildkite.com/docs/pipelines/configure/environment-variables
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: 'HEAD',
        BUILDKITE_BRANCH: 'main',
        BUILDKITE_PIPELINE_SLUG: 'shop',
        BUILDKITE_LABEL: 'load',
        BUILDKITE_BUILD_URL: 'https://buildkite.com/a/shop/builds/3',
      },
      {
        service: 'Buildkite',
        job: 'shop / load',
        url: 'https://buildkite.com/a/shop/builds/3',
        commit: null,
        branch: 'main',
      },
    ],
    [
      // https://learn.microsoft.com/azure/devops/pipelines/build/variables
      {
        TF_BUILD: 'True',
        BUILD_SOURCEVERSION: commit,
        BUILD_SOURCEBRANCH: 'refs/heads/feature/x',
        BUILD_DEFINITIONNAME: 'shop',
        SYSTEM_JOBDISPLAYNAME: 'Load',
        SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: 'https://dev.azure.com/fabrikam/',
        SYSTEM_TEAMPROJECT: 'My Shop',
        BUILD_BUILDID: '5',
      },
      {
        service: 'Azure Pipelines',
        job: 'shop / Load',
        url: 'https://dev.azure.com/fabrikam/My%20Shop/_build/results?buildId=5',
        commit,
        branch: 'feature/x',
      },
    ],
  ])('%#', (env, expected) => {
    expect(ciJob(env)).toEqual(expected);
  });

  it('is none elsewhere', () => {
    expect(ciJob({ PATH: '/bin', CI: 'true' })).toBeNull();
  });

  it('keeps no password, no other scheme, no line feeds, and nothing endless', () => {
    const job = ciJob({
      GITLAB_CI: 'true',
      CI_JOB_NAME: 'a\r\nb\u001b[31m',
      CI_COMMIT_REF_NAME: 'x'.repeat(9999),
      CI_JOB_URL: 'https://user:secret@gitlab.example.com/1',
      CI_COMMIT_SHA: '--upload-pack=evil',
    });
    expect(job).toEqual({
      service: 'GitLab CI',
      job: 'a b [31m',
      url: 'https://gitlab.example.com/1',
      commit: null,
      branch: 'x'.repeat(300),
    });
    const script = ciJob({ GITLAB_CI: 'true', CI_JOB_URL: 'javascript:alert(1)' });
    expect(script?.url).toBeNull();
  });
});
