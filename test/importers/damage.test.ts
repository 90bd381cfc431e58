import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { SourceFile } from '../../src/importers/importer.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Run } from '../../src/model/run.ts';
import { sampleFiles, sampleText, sourceFileFrom } from '../support/source-file.ts';

const seed = 20261123;
const history = sampleText('d05-kill9', 'run_stats_history.csv');
const lines = history.trimEnd().split('\r\n');

/** Equal runs give equal bytes: typed arrays as lists, NaN as null. */
function bytesOf(run: Run | undefined): string {
  return JSON.stringify(run, (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
  );
}

async function imported(...files: readonly SourceFile[]): Promise<Run> {
  const { runs } = await importRuns(files);
  expect(runs).toHaveLength(1);
  return runs[0] as Run;
}

/** Nothing when it was imported, or what was thrown. */
async function thrownBy(file: SourceFile): Promise<unknown> {
  try {
    await importRuns([file]);
    return null;
  } catch (error) {
    return error;
  }
}

/** One thing that happens to a file on its way. */
type Edit = (bytes: Buffer) => Buffer;

const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const bytes = fc.oneof(
  fc.constantFrom(
    '"',
    '""',
    ',',
    '\r\n',
    '\n',
    '\r',
    ';',
    '-',
    'e9',
    '\0',
    '\ufeff',
    'N/A',
    'NaN',
    '{',
    ']',
    '</td>',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(at, bytes).map(
    ([where, text]): Edit =>
      (content) =>
        splice(content, where, 0, Buffer.from(text)),
  ),
  fc.tuple(at, fc.nat(255)).map(
    ([where, byte]): Edit =>
      (content) =>
        splice(content, where, 1, Buffer.from([byte])),
  ),
  fc.tuple(at, fc.nat(3000)).map(
    ([where, length]): Edit =>
      (content) =>
        splice(content, where, length),
  ),
  at.map(
    (where): Edit =>
      (content) =>
        content.subarray(0, Math.floor(where * content.length)),
  ),
  fc.tuple(at, at).map(
    ([where, from]): Edit =>
      (content) => {
        const start = Math.floor(from * content.length);
        return splice(content, where, 0, content.subarray(start, start + 500));
      },
  ),
);

function splice(content: Buffer, where: number, remove: number, insert: Buffer = Buffer.alloc(0)): Buffer {
  const start = Math.floor(where * content.length);
  return Buffer.concat([content.subarray(0, start), insert, content.subarray(start + remove)]);
}

describe('a file damaged at random', () => {
  it.each([
    ['d05-kill9', 'run_stats.csv'],
    ['d05-kill9', 'run_stats_history.csv'],
    ['d05-kill9', 'run_failures.csv'],
    ['d05-kill9', 'run_exceptions.csv'],
    ['d08-locust-0.12.2', 'run_requests.csv'],
    ['d08-locust-0.12.2', 'run_distribution.csv'],
    ['d09-locust-0.14.6', 'run_stats.csv'],
    ['d09-locust-0.14.6', 'run_stats_history.csv'],
    ['d11-locust-head', 'request_log.csv'],
    ['d11-locust-head', 'run_failures.csv'],
    ['d11-locust-head', 'run_json.json'],
    ['d12-locust-2.29.1', 'report.stripped.html'],
  ] as const)(
    'is imported or refused with where and what to do, and nothing else is thrown: %s/%s',
    async (folder, name) => {
      const [file] = sampleFiles(folder, name);
      const original = Buffer.from(sampleText(folder, name));
      expect(await thrownBy(file as SourceFile)).toBeNull();
      await fc.assert(
        fc.asyncProperty(fc.array(anyEdit, { minLength: 1, maxLength: 6 }), async (edits) => {
          const damaged = edits.reduce<Buffer>((content, edit) => edit(content), original);
          const thrown = await thrownBy(sourceFileFrom(name, damaged));
          if (thrown === null) return;
          expect(thrown).toBeInstanceOf(Problem);
          expect((thrown as Problem).kind).toBe('input');
          expect((thrown as Problem).where?.file).toBe(name);
          expect((thrown as Problem).fix).toBeTruthy();
        }),
        { seed, numRuns: 25 },
      );
    },
  );

  it('is a run whose numbers are numbers: none is negative, infinite or upside down', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEdit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const damaged = edits.reduce<Buffer>((content, edit) => edit(content), Buffer.from(history));
        const outcome = await importRuns([sourceFileFrom('run_stats_history.csv', damaged)]).catch(
          () => null,
        );
        for (const run of outcome?.runs ?? []) {
          for (const { requests, failures, windows } of [
            ...run.endpoints,
            ...(run.total === null ? [] : [run.total]),
          ]) {
            expect(Number.isSafeInteger(requests) && requests >= 0).toBe(true);
            expect(Number.isSafeInteger(failures) && failures >= 0).toBe(true);
            for (let i = 0; i < (windows?.length ?? 0); i += 1) {
              expect(windows?.endMs[i]).toBeGreaterThan(windows?.startMs[i] ?? Number.NaN);
              expect(windows?.startMs[i]).toBeGreaterThanOrEqual(windows?.endMs[i - 1] ?? 0);
              expect(windows?.requests[i]).toBeGreaterThanOrEqual(0);
              expect(windows?.failures[i]).toBeGreaterThanOrEqual(0);
            }
          }
        }
      }),
      { seed, numRuns: 60 },
    );
  });
});

describe('one damaged row', () => {
  // Any text but line ends, so that the rows of the file stay what they are.
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 4 }),
    fc.constantFrom('"', ',', '""', '9', '0', '-', '1795', '日'),
  );
  const where = fc.integer({ min: 1, max: lines.length - 1 });

  it('costs that row and no other: every row of the file is read or counted', async () => {
    const lost: number[] = [];
    await fc.assert(
      fc.asyncProperty(where, at, fc.nat(4), text, async (row, from, remove, insert) => {
        const inserted = insert.replaceAll(/[\r\n]/g, '');
        const damaged = lines.map((line, i) => {
          const start = Math.floor(from * line.length);
          return i === row ? line.slice(0, start) + inserted + line.slice(start + remove) : line;
        });
        const isEmpty = damaged[row] === '';
        const run = await imported(sourceFileFrom('run_stats_history.csv', `${damaged.join('\r\n')}\r\n`));
        const { rowsRead, rowsSkipped } = run.source.files[0] ?? { rowsRead: 0, rowsSkipped: 0 };
        expect(rowsRead + rowsSkipped).toBe(lines.length - 1 - (isEmpty ? 1 : 0));
        expect(rowsSkipped).toBeLessThanOrEqual(1);
        lost.push(rowsSkipped);
      }),
      { seed, numRuns: 200 },
    );
    expect(lost).toContain(1);
    expect(lost).toContain(0);
  });

  it('costs that row and no other in the quoting of 1.1.1 and older', async () => {
    const old = sampleText('d09-locust-0.14.6', 'run_stats_history.csv').split('\n"');
    const rows = old.length - 1;
    // Before a row whose name holds a line end there is no telling: such a format has no way to escape one.
    const tellable = Array.from({ length: rows - 1 }, (_, i) => i + 1).filter(
      (i) => !old[i + 1]?.includes('\n'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tellable), fc.nat(40), async (row, keep) => {
        const damaged = old.map((line, i) => (i === row ? line.slice(0, keep) : line)).join('\n"');
        const run = await imported(sourceFileFrom('run_stats_history.csv', damaged));
        const { rowsRead, rowsSkipped } = run.source.files[0] ?? { rowsRead: 0, rowsSkipped: 0 };
        expect([rowsRead, rowsSkipped]).toEqual([rows - 1, 1]);
      }),
      { seed, numRuns: 60 },
    );
  });
});

describe('the same run', () => {
  it('comes of files in any order: the same id, the same bytes', async () => {
    for (const folder of ['d01-baseline', 'd08-locust-0.12.2', 'd11-locust-head'] as const) {
      const files = sampleFiles(folder);
      const expected = bytesOf(await imported(...files));
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length }), async (shuffled) => {
          expect(bytesOf(await imported(...shuffled))).toBe(expected);
        }),
        { seed, numRuns: 8 },
      );
    }
  });

  it.each([
    ['d05-kill9', 'run_stats_history.csv'],
    ['d08-locust-0.12.2', 'run_distribution.csv'],
    ['d09-locust-0.14.6', 'run_stats_history.csv'],
    ['d11-locust-head', 'request_log.csv'],
    ['d11-locust-head', 'run_failures.csv'],
  ] as const)('comes of chunks cut anywhere, be it within a character: %s/%s', async (folder, name) => {
    const text = sampleText(folder, name);
    const expected = bytesOf(await imported(sourceFileFrom(name, text)));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 13, max: 3000 }), async (chunkBytes) => {
        expect(bytesOf(await imported(sourceFileFrom(name, text, chunkBytes)))).toBe(expected);
      }),
      { seed, numRuns: 12, examples: [[1], [2]].slice(0, text.length < 10_000 ? 2 : 0) as [number][] },
    );
  });

  it('comes of rows in any order within each second', async () => {
    const withoutFile = (run: Run) => bytesOf({ ...run, id: '', source: { ...run.source, files: [] } });
    const [header = '', ...rows] = lines;
    const expected = withoutFile(await imported(sourceFileFrom('run_stats_history.csv', history)));
    const ranks = fc.array(fc.nat(), { minLength: rows.length, maxLength: rows.length });
    await fc.assert(
      fc.asyncProperty(ranks, async (rank) => {
        const shuffled = rows
          .map((line, i) => ({ line, second: Number(line.slice(0, 10)), rank: rank[i] ?? 0 }))
          .sort((a, b) => a.second - b.second || a.rank - b.rank)
          .map(({ line }) => line);
        const content = [header, ...shuffled, ''].join('\r\n');
        expect(withoutFile(await imported(sourceFileFrom('run_stats_history.csv', content)))).toBe(expected);
      }),
      { seed, numRuns: 20 },
    );
  });
});
