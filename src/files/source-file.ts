import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { systemErrorCode, unreadable } from '../decode/file-problem.ts';
import type { ReadProgress, SourceFile } from '../importers/importer.ts';
import { Problem } from '../model/problem.ts';
import { encodingDetector } from './encoding.ts';
import { formatSize } from './size.ts';

/** As many bytes as `SourceFile.head` holds. */
const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads a file once for its size, hash, encoding and first bytes. A gzip file (by its first bytes) stands for what is
 * in it: name without `.gz`, size, hash and content are those of the file inside.
 *
 * What is appended to the file later is not read: `chunks()` ends where this first reading ended.
 *
 * @param shown the path as the user would write it, for messages.
 * @param name what importers and reports call the file.
 * @throws {Problem} 'cannot-read'; 'file-too-large' when it holds more than `maxBytes`; 'damaged-gzip'.
 */
export async function openSourceFile(
  path: string,
  shown: string,
  name: string,
  options: { readonly maxBytes: number; readonly progress: ReadProgress },
): Promise<SourceFile> {
  const { gzip, diskBytes } = await probe(path, shown);
  const shownName = gzip ? name.replace(/\.gz$/i, '') : name;
  const hash = createHash('sha256');
  const detector = encodingDetector();
  const headParts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of readChunks({ path, shown, gzip }, Number.POSITIVE_INFINITY)) {
    if (sizeBytes < HEAD_BYTES) headParts.push(Uint8Array.from(chunk.subarray(0, HEAD_BYTES - sizeBytes)));
    sizeBytes += chunk.length;
    if (sizeBytes > options.maxBytes) throw tooLarge(shown, null, options.maxBytes);
    hash.update(chunk);
    detector.add(chunk);
    options.progress({ file: shownName, bytesRead: sizeBytes, sizeBytes: gzip ? sizeBytes : diskBytes });
  }
  return {
    name: shownName,
    folder: basename(dirname(resolve(path))),
    sizeBytes,
    sha256: hash.digest('hex'),
    head: Buffer.concat(headParts),
    encoding: detector.encoding(),
    chunks: () => readChunks({ path, shown, gzip }, sizeBytes),
  };
}

/** The problem of a file above the size limit. `sizeBytes` is null when it is only known to be too large. */
export function tooLarge(path: string, sizeBytes: number | null, maxBytes: number): Problem {
  const size = sizeBytes === null ? `more than ${formatSize(maxBytes)}` : formatSize(sizeBytes);
  return new Problem(
    'input',
    'file-too-large',
    `"${path}" holds ${size}, the limit is ${formatSize(maxBytes)}`,
    {
      fix: 'Raise the limit with --max-size, for example --max-size 20GiB.',
    },
  );
}

async function probe(
  path: string,
  shown: string,
): Promise<{ readonly gzip: boolean; readonly diskBytes: number }> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      const gzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
      return { gzip, diskBytes: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(shown, error);
  }
}

/** At most `limitBytes` bytes of the content, in order. */
async function* readChunks(
  { path, shown, gzip }: { readonly path: string; readonly shown: string; readonly gzip: boolean },
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const stream = gzip ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
  if (stream !== file) file.on('error', (error) => stream.destroy(error));
  let left = limitBytes;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      if (left <= 0) return;
      yield chunk.length <= left ? chunk : chunk.subarray(0, left);
      left -= chunk.length;
    }
  } catch (error) {
    throw systemErrorCode(error) === null && isZlibError(error)
      ? damagedGzip(shown, error)
      : unreadable(shown, error);
  } finally {
    file.destroy();
    stream.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function damagedGzip(path: string, error: unknown): Problem {
  return new Problem('input', 'damaged-gzip', `"${path}" starts like a gzip file but cannot be unpacked`, {
    cause: error,
    fix: 'Copy it again, or unpack it first to see what can be saved: gzip -dc FILE > results.csv',
  });
}
