import { createHash } from 'node:crypto';
import type { SourceFileRecord } from '../model/run.ts';

/** First 12 hex digits of the SHA-256 of the files' hashes, whatever their names and order. */
export function runIdOfFiles(files: readonly Pick<SourceFileRecord, 'sha256'>[]): string {
  const hashes = files.map(({ sha256 }) => sha256).sort();
  return createHash('sha256').update(hashes.join('\n')).digest('hex').slice(0, 12);
}
