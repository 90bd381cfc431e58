import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkWritable, writeFileAtomically } from '../../src/files/write-file.ts';
import { Problem } from '../../src/model/problem.ts';
import { temporaryFolder } from '../support/cli.ts';

it('a file is written with the folders it needs, and nothing else is left there', async () => {
  const folder = temporaryFolder();
  await writeFileAtomically(join(folder, 'a/b/c.txt'), 'text\n');
  await writeFileAtomically(join(folder, 'a/b/c.txt'), ['new ', 'text\n']);
  expect(readFileSync(join(folder, 'a/b/c.txt'), 'utf8')).toBe('new text\n');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.txt']);
});

it('a content that fails in the middle leaves the old file as it was', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), 'old');
  async function* failing() {
    yield 'new';
    throw new Problem('input', 'example', 'the source failed');
  }
  await expect(writeFileAtomically(join(folder, 'a.txt'), failing())).rejects.toThrow('the source failed');
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

it('a link stays a link, and what it leads to is written', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'target'));
  writeFileSync(join(folder, 'target/a.txt'), 'old');
  symlinkSync(join(folder, 'target/a.txt'), join(folder, 'link.txt'));
  await writeFileAtomically(join(folder, 'link.txt'), 'new');
  expect(readFileSync(join(folder, 'target/a.txt'), 'utf8')).toBe('new');
});

it('a device is written to directly', async () => {
  await writeFileAtomically('/dev/null', 'nothing');
});

it('what cannot be written is refused with the reason, before and while writing', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const below = join(folder, 'file/report.html');
  const problem = {
    kind: 'environment',
    code: 'cannot-write',
    message: `cannot write "${below}": a part of the path is a file, not a folder`,
  };
  await expect(checkWritable(below)).rejects.toMatchObject(problem);
  await expect(writeFileAtomically(below, '')).rejects.toMatchObject({
    ...problem,
    message: expect.any(String),
  });
  await expect(checkWritable(folder)).rejects.toMatchObject({
    message: `cannot write "${folder}": it is a folder`,
  });
});

it('a path that does not exist yet can be checked without making anything', async () => {
  const folder = temporaryFolder();
  await checkWritable(join(folder, 'a/b/report.html'));
  expect(readdirSync(folder)).toEqual([]);
});
