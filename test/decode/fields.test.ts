import { describe, expect, it } from 'vitest';
import {
  type NumberColumn,
  NumberReader,
  type NumberStyle,
  NumberStyleEvidence,
  quote,
  UnreadableCell,
} from '../../src/decode/fields.ts';

const column = (kind: NumberColumn['kind']): NumberColumn => ({ index: 0, title: 'Requests', kind });
const read = (cell: string, kind: NumberColumn['kind'] = 'decimal', style: NumberStyle | null = 'point') =>
  new NumberReader('t.csv', style).read([cell], column(kind), 7);
const styleOf = (kind: NumberColumn['kind'], ...cells: readonly string[]) => {
  const evidence = new NumberStyleEvidence();
  for (const cell of cells) evidence.add([cell], [column(kind)]);
  return evidence.style;
};

describe('a number as Python writes it', () => {
  // Floats of real files: locust-formats.md, section 3.
  it.each([
    ['358.77171206121443', 358.77171206121443],
    ['0', 0],
    ['-0.5', -0.5],
    ['1e-07', 1e-7],
    ['1.5E+3', 1500],
    ['0.000000', 0],
  ])('is read to the last digit: %s', (cell, value) => {
    expect(read(cell)).toBe(value);
  });

  it.each(['', ' ', 'N/A', 'NaN', 'inf', 'Infinity', '0x10', '1_000', '--1', '1.', '.5', '1e999', '１２'])(
    'is not read into %j',
    (cell) => {
      expect(() => read(cell)).toThrow(UnreadableCell);
    },
  );

  it('is a whole number of at least 0 in a column of counts', () => {
    expect(read('12', 'count')).toBe(12);
    expect(() => read('1.5', 'count')).toThrow('has "1.5" in "Requests", not a whole number');
    expect(() => read('-1', 'count')).toThrow(UnreadableCell);
    expect(() => read('9007199254740993', 'count')).toThrow(UnreadableCell);
  });

  it('is a whole number of seconds in a column of times', () => {
    expect(read('1795427273', 'timestamp')).toBe(1795427273);
    expect(() => read('noon', 'timestamp')).toThrow('not a time in whole seconds since 1970');
  });
});

describe('a number as a spreadsheet writes it', () => {
  it('has a decimal comma in a file that has shown that it uses them', () => {
    expect(read('418,5', 'decimal', 'decimal-comma')).toBe(418.5);
    expect(read('1.234,5', 'decimal', 'decimal-comma')).toBe(1234.5);
    expect(read('1.204', 'decimal', 'decimal-comma')).toBe(1204);
    expect(read('1.204', 'count', 'decimal-comma')).toBe(1204);
  });

  it('has its thousands grouped by one sign throughout', () => {
    expect(read('1,234,567.5')).toBe(1234567.5);
    expect(read('1 234 567')).toBe(1234567);
    expect(read('1\u202f234')).toBe(1234);
    expect(read("1'234'567")).toBe(1234567);
    expect(() => read('1,234 567')).toThrow(UnreadableCell);
    expect(() => read('12,34')).toThrow(UnreadableCell);
  });

  it('is noticed', () => {
    const numbers = new NumberReader('t.csv', 'point');
    numbers.read(['1234'], column('count'), 2);
    expect(numbers.sawSpreadsheet).toBe(false);
    numbers.read(['1,234'], column('count'), 3);
    expect(numbers.sawSpreadsheet).toBe(true);
  });

  it('is refused where it could be two numbers, saying which cell', () => {
    const numbers = new NumberReader('t.csv', null);
    expect(() => numbers.read(['1.204'], column('decimal'), 7)).toThrow(
      expect.objectContaining({
        name: 'Problem',
        kind: 'input',
        code: 'number-ambiguous',
        message:
          '"1.204" in "Requests" could be read as two numbers, and no other cell of the file settles which',
        where: { file: 't.csv', line: 7, column: 'Requests' },
        fix: 'The file looks re-saved by a spreadsheet. Import the file that Locust wrote.',
      }),
    );
    expect(() => numbers.read(['1,204'], column('decimal'), 7)).toThrow('could be read as two numbers');
  });

  it('is no doubt where both ways give the same, or only one a number', () => {
    expect(read('204', 'decimal', null)).toBe(204);
    expect(read('1.2', 'decimal', null)).toBe(1.2);
    expect(read('1,2', 'decimal', null)).toBe(1.2);
    expect(read('1.204', 'count', null)).toBe(1204);
  });
});

describe('which style a file uses', () => {
  it('is told by one cell that can only be read one way', () => {
    expect(styleOf('decimal', '418,5')).toBe('decimal-comma');
    expect(styleOf('decimal', '418.5')).toBe('point');
    expect(styleOf('count', '1.204')).toBe('decimal-comma');
    expect(styleOf('count', '1,204')).toBe('point');
  });

  it('is open when every cell can be read both ways', () => {
    expect(styleOf('decimal', '1.204', '7', 'N/A', '')).toBeNull();
  });

  it('is what most cells say, since one may be damaged', () => {
    expect(styleOf('decimal', '1.5', '2.5', '3,5')).toBe('point');
  });
});

describe('a cell in a message', () => {
  it('stands in quotes, with control characters escaped, at most 60 characters', () => {
    expect(quote('a"b\n\u0007')).toBe('"a\\"b\\n\\u0007"');
    expect(Array.from(quote('😀'.repeat(100)))).toHaveLength(62);
    expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(59)}…"`);
  });
});
