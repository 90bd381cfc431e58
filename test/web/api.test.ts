import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import type { Services } from '../../src/web/services.ts';
import { repository, runCli } from '../support/cli.ts';
import { ownHeaders, raw, startWeb, storeOfTwoRuns } from '../support/web.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { content?: { 'application/json'?: { schema: object } } }>>;
}

const description = JSON.parse(
  readFileSync(join(repository, 'docs/schema/web-api.openapi.json'), 'utf8'),
) as { paths: Record<string, Record<string, Operation>>; components: object };

const ajv = new Ajv2020({ strict: false });
ajv.addSchema(description, 'api');

/** What is wrong with an answer by the description; null when nothing is. */
function mismatch(path: string, method: string, status: number, body: string): string | null {
  const pointer = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses/${status}`;
  const check = ajv.getSchema(`api${encodeURI(pointer)}/content/application~1json/schema`);
  if (check === undefined) return `${method} ${path} describes no ${status}`;
  return check(JSON.parse(body)) ? null : ajv.errorsText(check.errors);
}

it('describes every route for programs, and no other', () => {
  const app = createApp({ token: null, names: null }, {} as Services);
  const served = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const described = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(served.sort());
});

it('answers as it is described', async () => {
  const { url } = await startWeb({ store: await storeOfTwoRuns() });
  const runs = await raw(url, { path: '/api/runs' });
  const [{ id = '' } = {}] = (JSON.parse(runs.body) as { runs: { id: string }[] }).runs;
  const asked = [
    ['/api/runs', 'get', 200, {}],
    ['/api/runs/{id}', 'get', 200, {}],
    ['/api/runs/{id}/rename', 'post', 200, { label: 'new' }],
    ['/api/runs/{id}/label', 'post', 200, { pair: 'a=b' }],
    ['/api/runs/{id}/baseline', 'post', 200, { name: 'main' }],
    ['/api/runs/{id}/delete', 'post', 200, {}],
    ['/api/runs/{id}/restore', 'post', 200, {}],
    ['/api/uploads', 'post', 201, {}],
    ['/api/tests', 'get', 200, {}],
  ] as const;
  for (const [path, method, status, body] of asked) {
    const answer = await raw(url, {
      method: method.toUpperCase(),
      path: path.replace('{id}', id),
      headers: ownHeaders,
      ...(method === 'get' ? {} : { body: JSON.stringify(body) }),
    });
    expect({ path, status: answer.status }).toEqual({ path, status });
    expect({ path, mismatch: mismatch(path, method, status, answer.body) }).toEqual({ path, mismatch: null });
  }
});

it('says of a stored run whether it passed', async () => {
  const { url, store } = await startWeb({ store: await storeOfTwoRuns() });
  await runCli([
    'report',
    'after',
    '--gate',
    'error_ratio < 50%',
    '--store',
    store,
    '-o',
    join(store, 'x.html'),
  ]);
  const { body } = await raw(url, { path: '/api/runs?q=after' });
  expect(JSON.parse(body)).toMatchObject({
    runs: [{ verdict: { outcome: 'pass', text: 'Passed', tone: 'pass' } }],
  });
});
