import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_MAX_BYTES, openSources, standsForFiles } from '../../src/files/open-sources.ts';
import type { SourceFile } from '../../src/importers/importer.ts';
import { repository, temporaryFolder } from '../support/cli.ts';

const open = (paths: readonly string[], cwd = repository, maxBytes = DEFAULT_MAX_BYTES) =>
  openSources(paths, { cwd, maxBytes, progress: () => {} });
const names = (files: readonly SourceFile[]) => files.map(({ name }) => name);

async function contentOf(file: SourceFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A folder with empty files of these names. */
function folderWith(...files: readonly string[]): string {
  const folder = temporaryFolder();
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), `content of ${file}\n`);
  }
  return folder;
}

describe('what an argument stands for', () => {
  it('a folder stands for the files in it that may hold results, by name', async () => {
    expect(names(await open(['samples/locust/d01-baseline']))).toEqual([
      'report.stripped.html',
      'run_exceptions.csv',
      'run_failures.csv',
      'run_stats.csv',
      'run_stats_history.csv',
    ]);
  });

  it('a folder of run folders stands for the files of all of them', async () => {
    const folder = folderWith(
      'a/run_stats.csv',
      'b/run_stats.csv',
      'b/deep/run_stats.csv',
      'README.md',
      'index.html',
    );
    expect(names(await open(['.'], folder))).toEqual(['index.html', 'a/run_stats.csv', 'b/run_stats.csv']);
  });

  it('a folder with tables of its own does not bring the folders in it', async () => {
    const folder = folderWith('run_stats.csv', 'old/run_stats.csv', '.hidden.csv', 'notes.md');
    expect(names(await open([folder]))).toEqual(['run_stats.csv']);
  });

  it('a prefix stands for the files that begin with it', async () => {
    const folder = folderWith('out/a_stats.csv', 'out/a_failures.csv', 'out/ab_stats.csv', 'out/a.html');
    expect(names(await open(['out/a'], folder))).toEqual(['a.html', 'a_failures.csv', 'a_stats.csv']);
  });

  it('one of the tables brings its sisters', async () => {
    const folder = folderWith(
      'a_stats.csv',
      'a_stats_history.csv',
      'a_exceptions.csv',
      'b_stats.csv',
      'x.html',
    );
    expect(names(await open(['a_stats_history.csv'], folder))).toEqual([
      'a_stats_history.csv',
      'a_exceptions.csv',
      'a_stats.csv',
    ]);
  });

  it('the other files beside the only prefix of a folder belong to it', async () => {
    const folder = folderWith('a_stats.csv', 'report.html', 'request_log.csv', 'notes.md');
    expect(names(await open(['a'], folder))).toEqual(['a_stats.csv', 'report.html', 'request_log.csv']);
  });

  it('an HTML file stands for itself', async () => {
    const folder = folderWith('a_stats.csv', 'report.html');
    expect(names(await open(['report.html'], folder))).toEqual(['report.html']);
  });

  it('a file that two arguments stand for comes once', async () => {
    const folder = folderWith('a_stats.csv', 'a_failures.csv');
    expect(names(await open(['a_stats.csv', 'a_failures.csv', '.'], folder))).toEqual([
      'a_stats.csv',
      'a_failures.csv',
    ]);
  });

  it('with several arguments the names say which folder a file is from', async () => {
    const folder = folderWith('x/a_stats.csv', 'y/a_stats.csv');
    expect(names(await open(['x/a', 'y'], folder))).toEqual(['x/a_stats.csv', 'y/a_stats.csv']);
  });

  it('links are followed, also to folders and in a circle', async () => {
    const folder = folderWith('real/a_stats.csv');
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    symlinkSync(folder, join(folder, 'real', 'circle'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.csv'));
    expect(names(await open(['link'], folder))).toEqual(['a_stats.csv']);
    expect(names(await open(['.'], folder))).toEqual(['link/a_stats.csv']);
  });

  it('standsForFiles tells paths and prefixes from other words', async () => {
    const folder = folderWith('a_stats.csv');
    expect(await standsForFiles('a_stats.csv', folder)).toBe(true);
    expect(await standsForFiles('.', folder)).toBe(true);
    expect(await standsForFiles('a', folder)).toBe(true);
    expect(await standsForFiles('b', folder)).toBe(false);
    expect(await standsForFiles('a_stats.csv/b', folder)).toBe(false);
  });
});

describe('what is known of a file', () => {
  it('size, hash and first bytes are those of the file on the disk', async () => {
    const [file] = await open(['samples/locust/d04-names/run_stats_history.csv']);
    const bytes = readFileSync(join(repository, 'samples/locust/d04-names/run_stats_history.csv'));
    expect(file?.sizeBytes).toBe(bytes.length);
    expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Buffer.from(file?.head ?? [])).toEqual(bytes.subarray(0, 65_536));
    expect(file?.encoding).toBe('utf-8');
  });

  it('the content can be read more than once', async () => {
    const [file] = await open(['samples/locust/d03-no-requests/run_stats.csv']);
    if (file === undefined) throw new Error('no file');
    expect(await contentOf(file)).toEqual(await contentOf(file));
    expect(await contentOf(file)).toHaveLength(file.sizeBytes);
  });

  it('what is appended to a live file later is not read', async () => {
    const folder = folderWith('a.csv');
    const [file] = await open(['a.csv'], folder);
    appendFileSync(join(folder, 'a.csv'), 'one more line\n');
    if (file === undefined) throw new Error('no file');
    expect((await contentOf(file)).toString()).toBe('content of a.csv\n');
  });

  it('a gzip file stands for the file in it', async () => {
    const folder = temporaryFolder();
    const plain = readFileSync(join(repository, 'samples/locust/d01-baseline/run_stats_history.csv'));
    writeFileSync(join(folder, 'run_stats_history.csv.gz'), gzipSync(plain));
    const [packed] = await open(['run'], folder);
    const [file] = await open(['samples/locust/d01-baseline/run_stats_history.csv']);
    expect(packed).toMatchObject({
      name: 'run_stats_history.csv',
      sha256: file?.sha256,
      sizeBytes: plain.length,
    });
    expect(packed && (await contentOf(packed))).toEqual(plain);
  });

  it('the encoding follows from every byte, wherever the chunks are cut', async () => {
    const folder = temporaryFolder();
    // 256 KiB is the size of a chunk: the two bytes of ü lie on either side of the cut.
    writeFileSync(join(folder, 'cut.csv'), `${'x'.repeat(256 * 1024 - 1)}ü`);
    writeFileSync(
      join(folder, 'late.csv'),
      Buffer.concat([Buffer.alloc(300_000, 'x'), Buffer.from([0xfc, 0x0a])]),
    );
    writeFileSync(join(folder, 'half.csv'), Buffer.from([0x61, 0xc3]));
    writeFileSync(join(folder, 'wide.csv'), Buffer.from('\ufeffType,Name', 'utf16le'));
    writeFileSync(join(folder, 'empty.csv'), '');
    const files = await open(['.'], folder);
    expect(files.map(({ name, encoding }) => [name, encoding])).toEqual([
      ['cut.csv', 'utf-8'],
      ['empty.csv', 'utf-8'],
      ['half.csv', 'windows-1252'],
      ['late.csv', 'windows-1252'],
      ['wide.csv', 'utf-16le'],
    ]);
  });
});

describe('what cannot be opened is explained', () => {
  it('a path that is not there comes with the nearest name in its folder', async () => {
    await expect(open(['samples/locust/d01-baselin'])).rejects.toMatchObject({
      kind: 'input',
      code: 'no-such-file',
      message: '"samples/locust/d01-baselin" is no file, no folder and no prefix of result files',
      fix: 'Did you mean "samples/locust/d01-baseline"?',
    });
    await expect(open(['samples/locust/d01-baseline/rnu'])).rejects.toMatchObject({
      fix: 'Did you mean "samples/locust/d01-baseline/run"?',
    });
    await expect(open(['nowhere/at/all'])).rejects.toMatchObject({
      fix: 'There is no folder "nowhere/at" either.',
    });
  });

  it('a folder without results', async () => {
    const folder = folderWith('notes.md');
    await expect(open([folder])).rejects.toMatchObject({ code: 'empty-folder' });
  });

  it('a file above the limit is refused before it is read', async () => {
    await expect(open(['samples/locust/d04-names'], repository, 100_000)).rejects.toMatchObject({
      code: 'file-too-large',
      message: '"samples/locust/d04-names/run_stats_history.csv" holds 1002.9 KiB, the limit is 97.7 KiB',
      fix: 'Raise the limit with --max-size, for example --max-size 20GiB.',
    });
  });

  it('a gzip file is measured by what is in it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'bomb.csv.gz'), gzipSync(Buffer.alloc(2_000_000)));
    await expect(open([folder], repository, 1_000_000)).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('holds more than 976.6 KiB'),
    });
  });

  it('a gzip file that is cut off', async () => {
    const folder = temporaryFolder();
    const packed = gzipSync(readFileSync(join(repository, 'samples/locust/d01-baseline/run_stats.csv')));
    writeFileSync(join(folder, 'a_stats.csv.gz'), packed.subarray(0, packed.length - 30));
    await expect(open([folder])).rejects.toMatchObject({ code: 'damaged-gzip' });
  });

  it('a socket is no file', async () => {
    const folder = temporaryFolder();
    const server = createServer().listen(join(folder, 'socket.csv'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    await expect(open(['socket.csv'], folder)).rejects.toMatchObject({
      code: 'not-a-file',
      message: expect.stringContaining('is neither a file nor a folder'),
    });
  });

  it('links that lead in a circle', async () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, 'b.csv'), join(folder, 'a.csv'));
    symlinkSync(join(folder, 'a.csv'), join(folder, 'b.csv'));
    await expect(open(['a.csv'], folder)).rejects.toMatchObject({
      code: 'cannot-read',
      message: expect.stringContaining('the symbolic links lead in a circle'),
    });
  });
});

it('progress counts the bytes of every file', async () => {
  const folder = temporaryFolder();
  copyFileSync(
    join(repository, 'samples/locust/d04-names/run_stats_history.csv'),
    join(folder, 'run_stats_history.csv'),
  );
  cpSync(join(repository, 'samples/locust/d04-names/run_stats.csv'), join(folder, 'run_stats.csv'));
  const last = new Map<string, { bytesRead: number; sizeBytes: number }>();
  await openSources(['.'], {
    cwd: folder,
    maxBytes: DEFAULT_MAX_BYTES,
    progress: ({ file, ...rest }) => last.set(file, rest),
  });
  expect(last).toEqual(
    new Map([
      ['run_stats.csv', { bytesRead: 12_527, sizeBytes: 12_527 }],
      ['run_stats_history.csv', { bytesRead: 1_027_015, sizeBytes: 1_027_015 }],
    ]),
  );
});
