import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MAX_BYTES, openSources } from '../../src/files/open-sources.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import { newRunId, openRecording } from '../../src/store/recording.ts';
import { saveRun } from '../../src/store/save-run.ts';
import { readRecording, storeRecording } from '../../src/store/store-recording.ts';
import { listRuns, loadRun, removeRun } from '../../src/store/stored-runs.ts';
import { eventsOf, linesOf, RUN_ID, startedEvent } from '../importers/recording/recorded.ts';
import { temporaryFolder } from '../support/cli.ts';
import { endpointTick, tickOf } from '../support/tick-example.ts';

const STORED_MS = 1_795_000_000_000;
const ticks = [0, 1, 2].map((second) => tickOf(second, 3, [endpointTick('GET', '/', [5, 10, 15])]));

/** A store that holds the recording of a test that ended, and no run made of it. */
async function storeWithRecording(): Promise<{ store: string; folder: string; path: string }> {
  const store = join(temporaryFolder(), 'plimsoll-runs');
  const recording = await openRecording(store, startedEvent());
  recording.append(eventsOf(ticks).slice(1));
  recording.close();
  return { store, folder: recording.folder, path: join(recording.folder, 'events.ndjson') };
}

/** Reads a recording wherever it lies. */
async function readAt(path: string) {
  const sources = await openSources([path], { cwd: '/', maxBytes: DEFAULT_MAX_BYTES, progress: () => {} });
  const { runs } = await importRuns(sources, {});
  const [run] = runs;
  if (run === undefined) throw new Error(`no run in ${path}`);
  return { run, sources };
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('recording', () => {
  it('what was appended is in the file at once, a line each', async () => {
    const store = join(temporaryFolder(), 'new', 'store');
    const recording = await openRecording(store, startedEvent());
    const path = join(recording.folder, 'events.ndjson');
    const events = eventsOf(ticks, { stopped: null });
    expect(readFileSync(path, 'utf8')).toBe(`${linesOf(events.slice(0, 1)).join('\n')}\n`);
    recording.append(events.slice(1));
    expect(readFileSync(path, 'utf8')).toBe(`${linesOf(events).join('\n')}\n`);
    recording.close();
    recording.close();
    recording.append(events);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(events.length + 1);
  });

  it('an entry that is there already is not written to', async () => {
    const { store, path } = await storeWithRecording();
    const before = hashOf(path);
    await expect(openRecording(store, startedEvent())).rejects.toMatchObject({
      kind: 'environment',
      code: 'cannot-write',
      message: expect.stringContaining('it is there already'),
    });
    expect(hashOf(path)).toBe(before);
  });

  it('an id that leads elsewhere is refused', async () => {
    await expect(openRecording(temporaryFolder(), startedEvent({ id: '../x' }))).rejects.toMatchObject({
      code: 'unsafe-run-id',
    });
  });

  it('a recording that is removed says so once, and the rest is let go', async () => {
    const recording = await openRecording(temporaryFolder(), startedEvent());
    rmSync(recording.folder, { recursive: true });
    recording.append(eventsOf(ticks));
    recording.append(eventsOf(ticks));
    expect(await recording.failed).toMatchObject({ kind: 'environment', code: 'recording-removed' });
  });

  it('ids are never the same, even of the same instant', () => {
    const ids = Array.from({ length: 1000 }, () => newRunId(0));
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => /^[0-9a-f]{12}$/.test(id))).toBe(true);
  });
});

describe('storing a recording', () => {
  it('puts the run beside it and leaves it as it is, byte for byte', async () => {
    const { store, folder, path } = await storeWithRecording();
    const [hash, { ino }] = [hashOf(path), statSync(path)];
    const run = await storeRecording(store, RUN_ID, STORED_MS);
    expect(readdirSync(folder).sort()).toEqual([
      'events.ndjson',
      'histograms.arrow',
      'run.json',
      'windows.arrow',
    ]);
    expect({ hash: hashOf(path), ino: statSync(path).ino }).toEqual({ hash, ino });
    expect(await loadRun(store, RUN_ID)).toEqual(run);
    expect(run.total?.requests).toBe(9);
  });

  it('twice is once: the second time it is known', async () => {
    const { store } = await storeWithRecording();
    const { run, sources } = await readRecording(store, RUN_ID);
    expect(await saveRun(store, run, sources, STORED_MS)).toMatchObject({ outcome: 'new' });
    expect(await saveRun(store, run, sources, STORED_MS + 1)).toMatchObject({ outcome: 'known' });
    expect((await listRuns(store)).runs).toMatchObject([{ storedMs: STORED_MS }]);
  });

  it('many at once leave one whole entry', async () => {
    const { store, folder, path } = await storeWithRecording();
    const hash = hashOf(path);
    const stored = await Promise.all(
      Array.from({ length: 8 }, (_, i) => storeRecording(store, RUN_ID, STORED_MS + i)),
    );
    expect(readdirSync(folder).sort()).toEqual([
      'events.ndjson',
      'histograms.arrow',
      'run.json',
      'windows.arrow',
    ]);
    expect(await loadRun(store, RUN_ID)).toEqual(stored[0]);
    expect(hashOf(path)).toBe(hash);
  });

  it('a recording that lies elsewhere is copied in', async () => {
    const { path } = await storeWithRecording();
    const other = temporaryFolder();
    const { run, sources } = await readAt(path);
    const { folder, outcome } = await saveRun(other, run, sources, STORED_MS);
    expect(outcome).toBe('new');
    expect(folder).toBe(join(other, RUN_ID));
    expect(hashOf(join(folder, 'events.ndjson'))).toBe(hashOf(path));
    expect(await loadRun(other, RUN_ID)).toEqual(run);
  });

  it('a recording of another run under this id is refused', async () => {
    const { store, path } = await storeWithRecording();
    const wrong = join(store, 'ffffffffffff');
    mkdirSync(wrong);
    writeFileSync(join(wrong, 'events.ndjson'), readFileSync(path));
    await expect(storeRecording(store, 'ffffffffffff', STORED_MS)).rejects.toMatchObject({
      code: 'damaged-store',
    });
    expect(existsSync(join(wrong, 'run.json'))).toBe(false);
  });
});

it('a recording that bears the id of another run does not replace it', async () => {
  const { store, path } = await storeWithRecording();
  await storeRecording(store, RUN_ID, STORED_MS);
  const before = hashOf(path);
  const elsewhere = join(temporaryFolder(), 'events.ndjson');
  writeFileSync(elsewhere, readFileSync(path, 'utf8').replace('"label":"', '"label":"other '));
  const { run, sources } = await readAt(elsewhere);
  expect(run.id).toBe(RUN_ID);
  await expect(saveRun(store, run, sources, STORED_MS)).rejects.toMatchObject({ code: 'run-id-taken' });
  expect(hashOf(path)).toBe(before);
});

describe('a recording without a run', () => {
  it('is listed as unfinished, apart from the runs', async () => {
    const { store, path } = await storeWithRecording();
    expect(await listRuns(store)).toEqual({
      runs: [],
      damaged: [],
      unfinished: [
        { id: RUN_ID, label: 'heavy', startMs: startedEvent().atMs, recordedMs: statSync(path).mtimeMs },
      ],
    });
    await storeRecording(store, RUN_ID, STORED_MS);
    expect(await listRuns(store)).toMatchObject({ runs: [{ id: RUN_ID }], unfinished: [] });
  });

  it('can be removed', async () => {
    const { store } = await storeWithRecording();
    await removeRun(store, RUN_ID);
    expect(readdirSync(store)).toEqual([]);
  });

  it('whose first line is damaged is a damaged entry', async () => {
    const { store, path } = await storeWithRecording();
    writeFileSync(path, readFileSync(path, 'utf8').slice(5));
    expect(await listRuns(store)).toMatchObject({ runs: [], unfinished: [], damaged: [{ id: RUN_ID }] });
  });
});

it('a run that plimsoll 0.1.0 stored, without the newer keys, is still read', async () => {
  const { store, folder } = await storeWithRecording();
  const run = await storeRecording(store, RUN_ID, STORED_MS);
  const path = join(folder, 'run.json');
  const document = JSON.parse(readFileSync(path, 'utf8'));
  for (const key of ['labels', 'generator']) delete document[key];
  for (const endpoint of [...document.endpoints, document.total]) delete endpoint.measures;
  document.load.stages = [{ users: 4, durationMs: 3000 }];
  writeFileSync(path, JSON.stringify(document));
  expect(await loadRun(store, RUN_ID)).toEqual({ ...run, labels: [], origin: null, generator: null });
});
