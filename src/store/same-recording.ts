import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../model/problem.ts';
import { RECORDING_FILE, RUN_FILE } from './layout.ts';

/** Enough for the first line of a recording. */
const HEAD_BYTES = 65_536;

/**
 * Refuses a recording whose id is taken by another run: the id is written in the recording, so it could be any.
 *
 * @param chunks the recording to be stored.
 * @throws {Problem} 'run-id-taken'.
 */
export async function refuseOtherRun(folder: string, id: string, chunks: AsyncIterable<Uint8Array>) {
  const path = join(folder, RECORDING_FILE);
  const isRecorded = (await stat(path).catch(() => null)) !== null;
  const isStored = (await stat(join(folder, RUN_FILE)).catch(() => null)) !== null;
  if (!isRecorded && !isStored) return;
  if (isRecorded && (await firstLine(createReadStream(path))) === (await firstLine(chunks))) return;
  throw new Problem('input', 'run-id-taken', `the store holds another run with the id "${id}"`, {
    fix: `Import this recording into another store with --store, or remove that run first: plimsoll runs rm ${id}`,
  });
}

async function firstLine(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const head: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    head.push(chunk);
    length += chunk.byteLength;
    if (chunk.includes(10) || length >= HEAD_BYTES) break;
  }
  return Buffer.concat(head).toString('utf8').split('\n', 1)[0] ?? '';
}
