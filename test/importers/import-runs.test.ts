import { describe, expect, it } from 'vitest';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { SourceFile } from '../../src/importers/importer.ts';
import { importers } from '../../src/importers/registry.ts';
import { headers, oldTable, statsRow, table } from '../support/locust-tables.ts';
import { sampleFolders } from '../support/sample-truth.ts';
import { sampleFiles, sampleText, sourceFileFrom } from '../support/source-file.ts';

const stats = (name: string, requests = 10) =>
  sourceFileFrom(
    name,
    table(headers.stats12, statsRow('GET,/a', { requests }), statsRow(',Aggregated', { requests })),
  );

async function codesOf(...files: readonly SourceFile[]) {
  const { runs } = await importRuns(files);
  return runs.flatMap((run) => run.notices.map(({ code }) => code));
}

describe('a set of files', () => {
  it('of every sample is one run with its files, their sizes and hashes', async () => {
    for (const folder of sampleFolders) {
      const files = sampleFiles(folder);
      const { runs, unclaimed } = await importRuns(files);
      expect(unclaimed).toEqual([]);
      expect(runs).toHaveLength(1);
      const source = runs[0]?.source;
      expect(source?.files.map(({ name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256 }))).toEqual(
        files.map(({ name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256 })),
      );
      expect(
        source?.files.every(({ rowsSkipped }) => rowsSkipped === 0),
        folder,
      ).toBe(true);
      expect(runs[0]?.id).toMatch(/^[0-9a-f]{12}$/);
    }
  });

  it('is claimed by one importer, file by file', () => {
    for (const folder of sampleFolders) {
      for (const file of sampleFiles(folder)) {
        const claiming = importers.filter((importer) => importer.claims([file]).length > 0);
        expect(claiming, `${folder}/${file.name}`).toHaveLength(1);
      }
    }
  });

  it('may hold several runs, in the order in which their files were given', async () => {
    const { runs } = await importRuns([
      stats('two_stats.csv', 2),
      stats('one_stats.csv', 1),
      stats('three_stats.csv', 3),
    ]);
    expect(runs.map(({ label, total }) => [label, total?.requests])).toEqual([
      ['two', 2],
      ['one', 1],
      ['three', 3],
    ]);
  });

  it('has a label of its own when the user gives one, but not for several runs', async () => {
    const { runs } = await importRuns([stats('one_stats.csv')], { label: 'before </b>' });
    expect(runs[0]?.label).toBe('before </b>');
    await expect(
      importRuns([stats('a_stats.csv'), stats('b_stats.csv')], { label: 'x' }),
    ).rejects.toMatchObject({
      name: 'Problem',
      kind: 'usage',
      code: 'label-for-several-runs',
      message: 'the label "x" is for one run, these files hold 2',
      fix: 'Import them one by one, or leave the label out.',
    });
  });

  it('may hold files that nobody reads, and says what each looks like', async () => {
    const { unclaimed } = await importRuns([
      stats('run_stats.csv'),
      sourceFileFrom('notes.txt', '\n  Remember the milk\nand more'),
      sourceFileFrom('empty.csv', ''),
      sourceFileFrom('shot.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
      sourceFileFrom('long.txt', 'x'.repeat(200)),
    ]);
    expect(unclaimed).toEqual([
      { file: 'notes.txt', reason: 'it begins with "Remember the milk"' },
      { file: 'empty.csv', reason: 'it is empty' },
      { file: 'shot.png', reason: 'it is a binary file' },
      { file: 'long.txt', reason: `it begins with "${'x'.repeat(59)}…"` },
    ]);
  });

  it('tells how far reading has come, up to the last byte of each file', async () => {
    const told = new Map<string, number>();
    const files = sampleFiles('d01-baseline');
    await importRuns(files, { progress: ({ file, bytesRead }) => told.set(file, bytesRead) });
    for (const { name, sizeBytes } of files) expect(told.get(name), name).toBe(sizeBytes);
  });
});

describe('one file of a run alone', () => {
  it('of statistics has totals, no curve, and how long the test took by its rates', async () => {
    const { runs } = await importRuns(sampleFiles('d02-candidate', 'run_stats.csv'));
    const [run] = runs;
    expect(run).toMatchObject({
      startMs: null,
      endMs: null,
      users: null,
      total: { requests: 2652, windows: null },
    });
    // Planned for 150 s; Locust's rate is count / (last request - start).
    expect(run?.durationMs).toBeGreaterThan(145_000);
    expect(run?.durationMs).toBeLessThan(152_000);
    expect(run?.notices.map(({ code }) => code)).toEqual(['failures-without-messages']);
  });

  it('of history has the curve, and totals from its last row', async () => {
    const { runs } = await importRuns(sampleFiles('d01-baseline', 'run_stats_history.csv'));
    const lastRow = sampleText('d01-baseline', 'run_stats_history.csv')
      .split('\r\n')
      .filter((line) => /^\d+,\d+,,Aggregated,/.test(line))
      .at(-1)
      ?.split(',');
    expect(runs[0]?.total?.requests).toBe(Number(lastRow?.at(-7)));
    expect(runs[0]?.endpoints).toHaveLength(6);
    expect(runs[0]?.total?.windows?.length).toBeGreaterThan(130);
  });

  it.each(['run_failures.csv', 'run_exceptions.csv'])('of %s is a run without requests', async (name) => {
    const { runs } = await importRuns(sampleFiles('d01-baseline', name));
    expect(runs[0]).toMatchObject({ endpoints: [], total: null, startMs: null });
  });
});

describe('files that disagree', () => {
  it('are named with their numbers; the most exact of those that are complete is used', async () => {
    const { runs } = await importRuns(sampleFiles('d11-locust-head'));
    const notice = runs[0]?.notices.find(({ code }) => code === 'sources-disagree');
    expect(notice?.message).toContain('request_log.csv counts 1331 requests, run_stats.csv 1316');
    expect(runs[0]?.total?.latency?.kind).toBe('samples');
    expect(
      await codesOf(...sampleFiles('d11-locust-head', 'run_stats.csv', 'run_failures.csv')),
    ).not.toContain('sources-disagree');
  });

  it('leave a request log unused that several processes have written into each other', async () => {
    const log = sampleText('d11-locust-head', 'request_log.csv').split('\r\n');
    const spliced = log.map((row, i) => (i > 0 && i % 9 === 0 ? row.slice(0, 20) + row : row)).join('\r\n');
    const { runs } = await importRuns([
      sourceFileFrom('request_log.csv', spliced),
      ...sampleFiles('d11-locust-head', 'run_stats.csv'),
    ]);
    expect(runs[0]?.notices.map(({ code }) => code)).toContain('request-log-not-used');
    expect(runs[0]?.total).toMatchObject({ requests: 1316, latency: { kind: 'quantiles' } });
  });

  it('say how many requests the curve lacks at its end', async () => {
    const { runs } = await importRuns(sampleFiles('d02-candidate', 'run_stats.csv', 'run_stats_history.csv'));
    expect(runs[0]?.notices.find(({ code }) => code === 'curve-ends-early')?.message).toMatch(
      /^The curve over time holds 2538 of the 2652 requests/,
    );
  });

  it('say when the messages do not add up to the failures, or name endpoints that nobody else has', async () => {
    const failing = sourceFileFrom(
      'run_stats.csv',
      table(headers.stats12, statsRow('GET,/a', { failures: 5 }), statsRow(',Aggregated', { failures: 5 })),
    );
    const messages = sourceFileFrom(
      'run_failures.csv',
      table(headers.failures11, 'GET,/a,x,3', 'GET,/lost,y,1'),
    );
    const { runs } = await importRuns([failing, messages]);
    expect(runs[0]?.notices.map(({ code, message }) => [code, message])).toEqual([
      ['failure-counts-differ', '5 requests failed; the messages in run_failures.csv add up to 4.'],
      [
        'failures-without-endpoint',
        '1 failure is of endpoints that no other file of the run has, and left out.',
      ],
    ]);
    expect(runs[0]?.endpoints[0]?.failureGroups).toEqual([
      { message: 'x', count: 3, firstMs: null, lastMs: null, examples: [] },
    ]);
  });
});

describe('the tables of Locust up to 0.13.2', () => {
  const requests = (...rows: readonly string[]) =>
    sourceFileFrom('run_requests.csv', oldTable(headers.requests07, ...rows));
  const distribution = (...rows: readonly string[]) =>
    sourceFileFrom('run_distribution.csv', oldTable(headers.distribution04, ...rows));
  const a = '"GET","/a",12,3,42,42,40,45,100,2.00';
  const total = a.replace('"GET","/a"', '"None","Total"');
  const percentiles = '12,41,42,42,43,43,44,44,45,45';

  it('are one: counts from the requests, percentiles from the distribution', async () => {
    const { runs } = await importRuns([
      requests(a, total),
      distribution(`"GET /a",${percentiles}`, `"Total",${percentiles}`),
    ]);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.endpoints).toMatchObject([
      { key: { method: 'GET', name: '/a' }, requests: 12, failures: 3, latency: { meanMs: 42, count: 12 } },
    ]);
    const { latency } = runs[0]?.endpoints[0] ?? {};
    expect(latency?.kind === 'quantiles' && latency.points.length).toBe(9);
    expect(runs[0]?.source.latencyCovers).toBe('all-requests');
  });

  // locust-formats.md, section 3: failures count as requests since 0.10.0; 0.7.2 to 0.8.1 wrote "None Total".
  it('of 0.8 and before do not count failures among the requests: they are added, their times stay unknown', async () => {
    const { runs } = await importRuns([
      requests(a, total),
      distribution(`"GET /a",${percentiles}`, `"None Total",${percentiles}`),
    ]);
    expect(runs[0]?.total).toMatchObject({
      requests: 15,
      failures: 3,
      latency: { count: 12 },
      reportedThroughputPerS: 2.5,
    });
    expect(runs[0]?.endpoints[0]).toMatchObject({ requests: 15, failures: 3 });
    expect(runs[0]?.source.latencyCovers).toBe('successful-requests');
  });

  it('of 0.8 and before are known too by more failures than requests', async () => {
    const more = '"GET","/a",2,30,42,42,40,45,100,2.00';
    const { runs } = await importRuns([requests(more, more.replace('"GET","/a"', '"None","Total"'))]);
    expect(runs[0]?.total).toMatchObject({ requests: 32, failures: 30 });
  });

  it('without a distribution may be of either kind, which is said', async () => {
    expect(await codesOf(requests(a, total))).toContain('failures-perhaps-not-counted');
    expect(await codesOf(requests(a.replace(',3,', ',0,'), total.replace(',3,', ',0,')))).not.toContain(
      'failures-perhaps-not-counted',
    );
  });

  it('of the sample of 0.12.2 have percentiles for every endpoint', async () => {
    const { runs } = await importRuns(sampleFiles('d08-locust-0.12.2'));
    for (const { key, latency } of runs[0]?.endpoints ?? []) {
      expect(latency?.kind === 'quantiles' ? latency.points.length : 0, key.name).toBe(9);
    }
  });
});

describe('how a run ended', () => {
  it('is known where a report or a JSON file was written, which is done at the end', async () => {
    expect((await importRuns(sampleFiles('d01-baseline'))).runs[0]?.ended).toBe('finished');
  });

  it('is not told by tables alone, of a killed run (d05) or of any other', async () => {
    expect((await importRuns(sampleFiles('d05-kill9'))).runs[0]?.ended).toBe('unknown');
    expect((await importRuns(sampleFiles('d08-locust-0.12.2'))).runs[0]?.ended).toBe('unknown');
  });

  it('is an interruption where a line was cut off', async () => {
    const text = sampleText('d05-kill9', 'run_stats_history.csv');
    const { runs } = await importRuns([sourceFileFrom('run_stats_history.csv', text.slice(0, -30))]);
    expect(runs[0]?.ended).toBe('interrupted');
  });
});
