import { open, readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { unreadable } from '../decode/file-problem.ts';
import { readResultDocument } from '../decode/result-document.ts';
import { formatSize } from '../files/size.ts';
import { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';

/** How far into a JSON file its schema is looked for: it is the first key that we write. */
const SCHEMA_WITHIN_BYTES = 200;
/** The longest text that Node can hold is a little longer; results are far smaller. */
const LARGEST_BYTES = 512_000_000;
/** The beginning of every report of ours, within its first bytes. */
const OUR_PAGE = /<meta name="generator" content="plimsoll /;
const PAGE_HEAD_CHARACTERS = 4096;

/**
 * The result in a `result.json` or an HTML report of ours; null when the argument is no such file.
 *
 * @throws {Problem} when it is one but was damaged or written by another version.
 */
export async function reopenResult(argument: string, cwd: string, maxBytes: number): Promise<Result | null> {
  const path = resolve(cwd, argument);
  const extension = extname(path).toLowerCase();
  if (!['.json', '.html', '.htm'].includes(extension)) return null;
  const status = await stat(path).catch(() => null);
  if (status === null || !status.isFile() || status.size > maxBytes) return null;
  try {
    if (extension !== '.json') return status.size > LARGEST_BYTES ? null : await resultInPage(path);
    if (!(await startsAsResult(path))) return null;
    if (status.size > LARGEST_BYTES) throw tooLong(argument, status.size);
    return readResultDocument(await readFile(path, 'utf8'), basename(path));
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(argument, error);
  }
}

async function resultInPage(path: string): Promise<Result | null> {
  const { extractResultJson } = await import('../report/embed.ts');
  const page = await readFile(path, 'utf8');
  const embedded = extractResultJson(page);
  if (embedded !== null) return readResultDocument(embedded, basename(path));
  if (!OUR_PAGE.test(page.slice(0, PAGE_HEAD_CHARACTERS)) && !page.includes('id="plimsoll-result"'))
    return null;
  throw new Problem('input', 'damaged-report', `the result in "${basename(path)}" cannot be unpacked`, {
    fix: 'The report was cut off or changed. Make it again from the original results.',
  });
}

function tooLong(argument: string, sizeBytes: number): Problem {
  const limit = `a result has at most ${formatSize(LARGEST_BYTES)}`;
  return new Problem('input', 'file-too-large', `"${argument}" holds ${formatSize(sizeBytes)}, ${limit}`, {
    fix: 'Make it again from the original results.',
  });
}

async function startsAsResult(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(SCHEMA_WITHIN_BYTES),
      0,
      SCHEMA_WITHIN_BYTES,
      0,
    );
    return /^\uFEFF?\s*\{\s*"schema"\s*:\s*"result\//.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
