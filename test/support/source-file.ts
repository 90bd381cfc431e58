import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../../src/importers/importer.ts';

const HEAD_BYTES = 65_536;

/**
 * A `SourceFile` for a test: of the file at `pathOrName`, or of `content` under that name.
 *
 * @param chunkBytes how the bytes are cut into chunks; small values find mistakes at the seams.
 */
export function sourceFileFrom(
  pathOrName: string,
  content?: string | Uint8Array,
  chunkBytes = 65_536,
): SourceFile {
  const bytes = content === undefined ? readFileSync(pathOrName) : Buffer.from(content as Uint8Array);
  return {
    name: content === undefined ? basename(pathOrName) : pathOrName,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head: bytes.subarray(0, HEAD_BYTES),
    encoding: encodingOf(bytes),
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

/** Every file of a folder of `samples/locust`, or the named ones. */
export function sampleFiles(folder: string, ...names: readonly string[]): SourceFile[] {
  const path = fileURLToPath(new URL(`../../samples/locust/${folder}`, import.meta.url));
  const chosen = names.length > 0 ? names : readdirSync(path).sort();
  return chosen.map((name) => sourceFileFrom(join(path, name)));
}

/** The text of one file of a sample, to be damaged by a test. */
export function sampleText(folder: string, name: string): string {
  return readFileSync(new URL(`../../samples/locust/${folder}/${name}`, import.meta.url), 'utf8');
}

function encodingOf(bytes: Uint8Array): SourceFile['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
