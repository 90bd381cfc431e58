import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from '../support/cli.ts';
import { ownHeaders, raw, startWeb, storeOfTwoRuns } from '../support/web.ts';

type Listed = { id: string; label: string; labels: object[]; baselines: string[] };

async function listed(url: string, query = ''): Promise<readonly Listed[]> {
  const { body } = await raw(url, { path: `/api/runs${query}` });
  return (JSON.parse(body) as { runs: Listed[] }).runs;
}

function change(url: string, path: string, body: object = {}) {
  return raw(url, { method: 'POST', path, headers: ownHeaders, body: JSON.stringify(body) });
}

it('lists the newest first, and finds by words and by day', async () => {
  const { url } = await startWeb({ store: await storeOfTwoRuns() });
  const labels = async (query = '') => (await listed(url, query)).map(({ label }) => label);
  expect(await labels()).toEqual(['after', 'before']);
  expect(await labels('?q=BEF')).toEqual(['before']);
  expect(await labels('?q=locust+after')).toEqual(['after']);
  expect(await labels('?q=nothing')).toEqual([]);
  expect(await labels('?from=2026-11-23&to=2026-11-23')).toEqual(['after', 'before']);
  expect(await labels('?to=2026-11-22')).toEqual([]);
  // No day, and so no filter.
  expect(await labels('?from=2026-99-99')).toEqual(['after', 'before']);
});

it('renames, labels, sets a baseline, deletes and brings back', async () => {
  const { url, store } = await startWeb({ store: await storeOfTwoRuns() });
  const [, { id = '' } = {}] = await listed(url);
  const found = async () => (await listed(url)).find((run) => run.id === id);
  const hostile = '--yes "><img src=x onerror=alert(1)>';
  expect((await change(url, `/api/runs/${id}/rename`, { label: hostile })).status).toBe(200);
  expect((await change(url, `/api/runs/${id}/label`, { pair: 'release=1.4' })).status).toBe(200);
  expect((await change(url, `/api/runs/${id}/baseline`, { name: 'main' })).status).toBe(200);
  expect(await found()).toMatchObject({
    label: hostile,
    labels: [{ key: 'release', value: '1.4' }],
    baselines: ['main'],
  });
  const { body } = await raw(url);
  expect(body).toContain('&lt;img src&#x3D;x');
  expect(body).not.toContain('<img');
  expect((await change(url, `/api/runs/${id}/delete`)).status).toBe(200);
  expect(await found()).toBeUndefined();
  expect((await change(url, `/api/runs/${id}/restore`)).status).toBe(200);
  expect(await found()).toMatchObject({ label: hostile });
  expect(existsSync(join(store, id, 'windows.arrow'))).toBe(true);
});

it('says in the words of the command line what is wrong', async () => {
  const { url } = await startWeb({ store: await storeOfTwoRuns() });
  const [{ id = '' } = {}] = await listed(url);
  const answer = await change(url, `/api/runs/${id}/label`, { pair: 'no pair' });
  expect(answer.status).toBe(422);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { what: expect.stringContaining('"no pair"') } });
  for (const body of [{}, { label: '' }, { label: 7 }, { label: 'x'.repeat(501) }]) {
    expect((await change(url, `/api/runs/${id}/rename`, body)).status).toBe(400);
  }
});

it('what was deleted is gone when the server has ended', async () => {
  const { url, store, close } = await startWeb({ store: await storeOfTwoRuns() });
  const [{ id = '' } = {}] = await listed(url);
  await change(url, `/api/runs/${id}/delete`);
  await close();
  expect(readdirSync(join(store, '.removed'))).toEqual([]);
});

it('serves reports in a sandbox, downloads, and comparisons', async () => {
  const { url, store } = await startWeb({ store: await storeOfTwoRuns() });
  const [after, before] = await listed(url);
  writeFileSync(join(store, after?.id ?? '', 'report.html'), '<script>kept</script>');
  const kept = await raw(url, { path: `/runs/${after?.id}/report` });
  expect(kept.body).toBe('<script>kept</script>');
  expect(kept.headers['content-security-policy']).toMatch(
    /sandbox allow-scripts allow-downloads allow-popups$/,
  );
  const json = await raw(url, { path: `/runs/${before?.id}/download/json` });
  expect(json.headers['content-disposition']).toBe(`attachment; filename="result-${before?.id}.json"`);
  expect(JSON.parse(json.body)).toMatchObject({ analyses: [{ run: { label: 'before' } }] });
  const compared = await raw(url, { path: `/compare?run=${after?.id}&run=${before?.id}` });
  expect(compared.status).toBe(200);
  expect(compared.body).toMatch(/Candidate: <b>after /);
  const turned = await raw(url, {
    path: `/compare?run=${after?.id}&run=${before?.id}&baseline=${after?.id}`,
  });
  expect(turned.body).toMatch(/Candidate: <b>before /);
  expect((await raw(url, { path: `/compare?run=${after?.id}` })).status).toBe(400);
});

it('imports what is uploaded, under names that lead nowhere', async () => {
  const { url, store } = await startWeb();
  const { id } = JSON.parse((await change(url, '/api/uploads')).body) as { id: string };
  const samples = join(repository, 'samples/locust/d01-baseline');
  for (const name of ['run_stats.csv', 'run_stats_history.csv', 'run_failures.csv']) {
    const path = `/api/uploads/${id}/files?name=${encodeURIComponent(`../../${name}`)}`;
    const body = readFileSync(join(samples, name));
    const headers = { 'x-plimsoll': '1', 'content-length': `${body.length}` };
    expect((await raw(url, { method: 'PUT', path, headers, body })).status).toBe(200);
  }
  const imported = await change(url, `/api/uploads/${id}/import`);
  expect(JSON.parse(imported.body)).toMatchObject({ runs: [{ label: 'uploaded', outcome: 'new' }] });
  expect(readdirSync(store).filter((name) => !name.startsWith('.'))).toHaveLength(1);
  // It is used up.
  expect((await change(url, `/api/uploads/${id}/import`)).status).toBe(404);
});

it('says why an upload is no result', async () => {
  const { url } = await startWeb();
  const { id } = JSON.parse((await change(url, '/api/uploads')).body) as { id: string };
  const path = `/api/uploads/${id}/files?name=picture.csv`;
  await raw(url, { method: 'PUT', path, headers: { 'x-plimsoll': '1' }, body: Buffer.from([0, 1, 2, 255]) });
  const answer = await change(url, `/api/uploads/${id}/import`);
  expect(answer.status).toBe(422);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { what: expect.stringContaining('picture.csv') } });
});
