import { open, readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { readResultDocument } from '../decode/result-document.ts';
import { unreadable } from '../files/file-problem.ts';
import { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';

/** How far into a JSON file its schema is looked for: it is the first key that we write. */
const SCHEMA_WITHIN_BYTES = 200;

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
    if (extension !== '.json') return await resultInPage(path);
    if (!(await startsAsResult(path))) return null;
    return readResultDocument(await readFile(path, 'utf8'), basename(path));
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(argument, error);
  }
}

async function resultInPage(path: string): Promise<Result | null> {
  const { extractResult } = await import('../report/embed.ts');
  const page = await readFile(path, 'utf8');
  const embedded = extractResult(page);
  if (embedded !== null) return readResultDocument(JSON.stringify(embedded), basename(path));
  if (!page.includes('id="plimsoll-result"')) return null;
  throw new Problem('input', 'damaged-report', `the result in "${basename(path)}" cannot be unpacked`, {
    fix: 'The report was cut off or changed. Make it again from the original results.',
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
