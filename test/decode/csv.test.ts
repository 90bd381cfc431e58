import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimiterOf, readCsv } from '../../src/decode/csv.ts';
import { sourceFileFrom } from '../support/source-file.ts';

/** Everything that reading told of, in order. */
async function read(content: string | Uint8Array, { chunkBytes = 65_536, rowsEndLines = false } = {}) {
  const rows: { line: number; cells: readonly string[] }[] = [];
  const damaged: string[] = [];
  const cutOff: number[] = [];
  let header: readonly string[] = [];
  let bytes = 0;
  await readCsv(
    sourceFileFrom('t.csv', content, chunkBytes),
    {
      header: (cells) => {
        header = [...cells];
      },
      row: (cells, line) => rows.push({ line, cells: [...cells] }),
      damaged: (line, reason) => damaged.push(`line ${line} ${reason}`),
      cutOff: (line) => cutOff.push(line),
      progress: (bytesRead) => {
        bytes = bytesRead;
      },
    },
    { rowsEndLines },
  );
  return { header, rows, damaged, cutOff, bytes };
}

const cellsOf = async (content: string | Uint8Array) => (await read(content)).rows.map(({ cells }) => cells);

describe('a CSV table', () => {
  it('gives its header, then each row with the line it starts on', async () => {
    const { header, rows } = await read('a,b\r\n1,2\r\n"x\r\ny",3\r\n4,5\r\n');
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['x\r\ny', '3'] },
      { line: 5, cells: ['4', '5'] },
    ]);
  });

  it('may have delimiters, line ends and doubled quotes in quoted cells (RFC 4180, section 2, rules 5 to 7)', async () => {
    expect(await cellsOf('a,b\n"1,2","say ""hi""\nthere"\n')).toEqual([['1,2', 'say "hi"\nthere']]);
  });

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR CR LF, as Python writes on Windows', '\r\r\n'],
    ['CR', '\r'],
  ])('may end its lines in %s', async (_, end) => {
    expect(await cellsOf(['a,b', '1,2', '3,4', ''].join(end))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('may begin with a byte order mark and hold empty lines', async () => {
    const { header, rows } = await read('\ufeffa,b\n\n1,2\n\n\n3,4\n');
    expect(header).toEqual(['a', 'b']);
    expect(rows.map(({ line }) => line)).toEqual([3, 6]);
  });

  it.each([
    [',', 'a,b;c,d'],
    [';', 'a;b,c;d'],
    ['\t', 'a\tb\tc'],
  ])('is split at the delimiter that its header has most of: %j', (delimiter, header) => {
    expect(delimiterOf(header)).toBe(delimiter);
  });

  it('is not split at what stands in quotes in its header', () => {
    expect(delimiterOf('"a;b;c;d",e,f')).toBe(',');
  });

  it('without rows, or without anything, gives none', async () => {
    expect(await read('a,b\n')).toMatchObject({ header: ['a', 'b'], rows: [], damaged: [], cutOff: [] });
    expect(await read('')).toMatchObject({ header: [], rows: [] });
    expect(await read('\n\n')).toMatchObject({ header: [], rows: [] });
  });

  it('is told of every chunk, up to its last byte', async () => {
    const { bytes } = await read('a,b\n1,2\n', { chunkBytes: 3 });
    expect(bytes).toBe(8);
  });
});

describe('a damaged row', () => {
  it('costs that row: one with too few or too many cells', async () => {
    const { rows, damaged } = await read('a,b\n1\n2,3\n4,5,6\n7,8\n');
    expect(rows.map(({ line }) => line)).toEqual([3, 5]);
    expect(damaged).toEqual(['line 2 has 1 cell, the header has 2', 'line 4 has 3 cells, the header has 2']);
  });

  it('costs that row: one with text after a closing quote', async () => {
    const { rows, damaged } = await read('a,b\n1,2\n"x"y,3\n4,5\n');
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(damaged).toEqual(['line 3 has text after a closing quote']);
  });

  it('costs that row: one with a quote that is never closed', async () => {
    const { rows, damaged, cutOff } = await read('a,b\n1,2\n"x,3\n4,5\n6,7\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['4', '5'],
      ['6', '7'],
    ]);
    expect(damaged).toEqual(['line 3 opens a quote that is never closed']);
    expect(cutOff).toEqual([]);
  });

  it('costs that row when its quote is closed by the opening quote of a later row', async () => {
    const { rows, damaged } = await read('a,b\n1,2\n"x,3\n4,5\n"y",7\n8,9\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['4', '5'],
      ['y', '7'],
      ['8', '9'],
    ]);
    expect(damaged).toHaveLength(1);
  });

  it('costs that row when it is full of NUL bytes, as after a power cut', async () => {
    const { rows, damaged } = await read('a,b\n1,2\n\0\0\0\0\n3,4\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(damaged).toEqual(['line 3 has 1 cell, the header has 2']);
  });
});

describe('the last row', () => {
  it('is cut off when it has too few cells and no line end', async () => {
    const { rows, damaged, cutOff } = await read('a,b\n1,2\n3');
    expect(rows).toHaveLength(1);
    expect(damaged).toEqual([]);
    expect(cutOff).toEqual([3]);
  });

  it('is cut off when it ends in the middle of a quoted cell', async () => {
    expect(await read('a,b\n1,2\n3,"half a na')).toMatchObject({ damaged: [], cutOff: [3] });
  });

  it('counts without a line end, unless rows are said to end lines: then its last number may be cut', async () => {
    expect((await read('a,b\n1,2\n3,4')).rows).toHaveLength(2);
    expect(await read('a,b\n1,2\n3,4', { rowsEndLines: true })).toMatchObject({ cutOff: [3] });
  });

  it('is whole when only the LF of its CR LF is missing', async () => {
    const { rows, cutOff } = await read('a,b\r\n1,2\r', { rowsEndLines: true });
    expect(rows.map(({ cells }) => cells)).toEqual([['1', '2']]);
    expect(cutOff).toEqual([]);
  });
});

describe('cutting a table into chunks', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '"', 'a', '""', 'x"y', '1,5', 'line\r\nline', '日本', '\u202e', '</script>'),
    fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\0')),
  );
  const write = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  it('anywhere changes nothing, and every cell comes back as it was written', async () => {
    const rowsOf = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 9 }), async (written, chunkBytes) => {
        const text = [['h1', 'h2', 'h3'], ...written]
          .map((row) => `${row.map(write).join(',')}\r\n`)
          .join('');
        const { rows, damaged, cutOff } = await read(text, { chunkBytes });
        expect(rows.map(({ cells }) => cells)).toEqual(written);
        expect([damaged, cutOff]).toEqual([[], []]);
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });

  it('anywhere changes nothing about damage either', async () => {
    const text = 'a,b\r\n1,2\r\n"x"y,3\r\n"open,4\r\n5\r\n"q\r\nq",6\r\n7,8\r\n9,"cut';
    const whole = await read(text);
    expect(whole.damaged).toHaveLength(3);
    for (let chunkBytes = 1; chunkBytes <= text.length; chunkBytes += 1) {
      expect(await read(text, { chunkBytes })).toEqual(whole);
    }
  });
});

describe('a line without an end', () => {
  it('of more than 16 MiB is refused, so that it does not fill the memory', async () => {
    const endless = new Uint8Array(17 * 1024 * 1024).fill(0x61);
    endless.set(new TextEncoder().encode('a,b\nc'));
    await expect(read(endless)).rejects.toMatchObject({
      name: 'Problem',
      code: 'csv-line-too-long',
      where: { file: 't.csv' },
    });
  });
});
