import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { formatBytes } from '../../report/format.ts';
import { safeFileNames } from '../../store/source-name.ts';
import { Refusal } from '../refusal.ts';

/** Of all files of an upload together: more than the results of a day, less than a disk. */
export const MOST_UPLOAD_BYTES = 1024 ** 3;
const MOST_FILES = 100;
/** What a run is called whose files do not say. */
const FILES = 'uploaded';
const MOST_UPLOADS = 4;

/** Files on their way into the store. */
export interface Uploads {
  /** @returns the id of a new upload. @throws {Refusal} 429 when there are too many. */
  begin(): Promise<string>;
  /**
   * Writes one file, as it comes.
   *
   * @param name as the browser gives it; untrusted.
   * @throws {Refusal} 404, 413 or 422.
   */
  receive(id: string, name: string, content: ReadableStream<Uint8Array> | null): Promise<void>;
  /** Hands the folder of an upload to `work`, and removes it after that. @throws {Refusal} 404, and what `work` throws. */
  finish<T>(id: string, work: (folder: string) => Promise<T>): Promise<T>;
}

interface Upload {
  readonly folder: string;
  readonly names: string[];
  bytes: number;
}

/** @param folder of this process, for what is on its way. */
export function createUploads(folder: string, mostBytes = MOST_UPLOAD_BYTES): Uploads {
  const uploads = new Map<string, Upload>();
  const find = (id: string): Upload => {
    const upload = uploads.get(id);
    if (upload === undefined) throw new Refusal(404, 'there is no such upload', 'Choose the files again.');
    return upload;
  };
  const drop = async (id: string) => {
    const upload = uploads.get(id);
    uploads.delete(id);
    if (upload !== undefined) await rm(upload.folder, { recursive: true, force: true });
  };
  return {
    async begin() {
      // One that was given up makes room.
      const [oldest] = uploads.keys();
      if (uploads.size >= MOST_UPLOADS && oldest !== undefined) await drop(oldest);
      const id = randomBytes(12).toString('hex');
      const upload = { folder: join(folder, id), names: [], bytes: 0 };
      await mkdir(join(upload.folder, FILES), { recursive: true, mode: 0o700 });
      uploads.set(id, upload);
      return id;
    },
    async receive(id, name, content) {
      const upload = find(id);
      if (upload.names.length >= MOST_FILES) {
        throw new Refusal(
          413,
          `more than ${MOST_FILES} files at once`,
          'Upload the files of a run at a time.',
        );
      }
      upload.names.push(name);
      const safe = safeFileNames(upload.names).at(-1) ?? 'file';
      const counted = new Transform({
        transform(chunk: Uint8Array, _, done) {
          upload.bytes += chunk.byteLength;
          if (upload.bytes <= mostBytes) return done(null, chunk);
          done(tooLarge(mostBytes));
        },
      });
      const source = content === null ? Readable.from([]) : Readable.fromWeb(content);
      try {
        await pipeline(source, counted, createWriteStream(join(upload.folder, FILES, safe), { flags: 'wx' }));
      } catch (error) {
        await drop(id);
        throw error instanceof Refusal
          ? error
          : new Refusal(422, 'the file did not arrive', 'Choose the files again.');
      }
    },
    async finish(id, work) {
      const { folder: ready } = find(id);
      try {
        return await work(join(ready, FILES));
      } finally {
        await drop(id);
      }
    },
  };
}

/** The refusal of what is larger than an upload may be. */
export function tooLarge(mostBytes: number): Refusal {
  return new Refusal(
    413,
    `an upload has at most ${formatBytes(mostBytes)}`,
    'Import larger files where they lie: plimsoll import FOLDER',
  );
}
