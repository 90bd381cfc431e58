import type { TextSource } from './rows.ts';

/**
 * The first bytes of a file as text, without a byte order mark. A character cut in half at their end is left out.
 */
export function headText(head: Uint8Array, encoding: TextSource['encoding']): string {
  return new TextDecoder(encoding).decode(head, { stream: true });
}
