import { describe, expect, it } from 'vitest';
import { textLines, textPieces, wholeText } from '../../src/decode/text-stream.ts';
import { sourceFileFrom } from '../support/source-file.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('the text of a file', () => {
  it('is whole where a chunk ends within a character', async () => {
    const source = sourceFileFrom('a.csv', 'é日本語😀', 1);
    expect(await wholeText(source, () => {})).toBe('é日本語😀');
    expect((await all(textPieces(source, () => {}))).join('')).toBe('é日本語😀');
  });

  it('has no byte order mark', async () => {
    expect(await wholeText(sourceFileFrom('a.csv', '\ufeffa'), () => {})).toBe('a');
    expect(await wholeText(sourceFileFrom('a.csv', Buffer.from('\ufeffa', 'utf16le')), () => {})).toBe('a');
  });

  it('is read as Windows-1252 when it is no UTF-8', async () => {
    expect(await wholeText(sourceFileFrom('a.csv', new Uint8Array([0x93, 0xe9, 0x94])), () => {})).toBe(
      '“é”',
    );
  });

  it('tells how far reading has come', async () => {
    const seen: number[] = [];
    await wholeText(sourceFileFrom('a.csv', '12345', 2), (bytesRead) => seen.push(bytesRead));
    expect(seen).toEqual([2, 4, 5]);
  });

  it('is not read at once when it is too large for the memory', async () => {
    const source = { ...sourceFileFrom('a.json', ''), sizeBytes: 600_000_000 };
    await expect(wholeText(source, () => {})).rejects.toMatchObject({ code: 'file-too-large' });
  });
});

describe('the lines of a file', () => {
  it('end in LF, CR LF or the CR CR LF of Python on Windows, wherever the chunks end', async () => {
    for (const chunkBytes of [1, 2, 3, 100]) {
      const source = sourceFileFrom('a.csv', 'a\nb\r\nc\r\r\n\nd\re\n', chunkBytes);
      expect(await all(textLines(source, () => {}))).toEqual(['a', 'b', 'c', '', 'd\re']);
    }
  });

  it('include a last one without an end', async () => {
    expect(await all(textLines(sourceFileFrom('a.csv', 'a\nb'), () => {}))).toEqual(['a', 'b']);
    expect(await all(textLines(sourceFileFrom('a.csv', ''), () => {}))).toEqual([]);
  });
});
