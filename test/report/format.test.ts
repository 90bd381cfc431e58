import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatEstimateCellMs,
  formatEstimateMs,
  formatInstant,
  formatMs,
  formatMsDown,
  formatMsUp,
  formatPercentile,
  formatRate,
  formatRatio,
  MINUS,
  NARROW_SPACE,
  shortText,
  showText,
  UNKNOWN,
} from '../../src/report/format.ts';
import { estimate, hostileNames } from '../support/analysis-example.ts';

const seed = 20261122;
const positive = fc.double({ min: Number.MIN_VALUE, max: 1e12, noNaN: true });

describe('A number for people', () => {
  it('has thousands apart by narrow no-break spaces and a real minus sign', () => {
    expect(formatCount(16_826)).toBe(`16${NARROW_SPACE}826`);
    expect(formatCount(1_234_567)).toBe(`1${NARROW_SPACE}234${NARROW_SPACE}567`);
    expect(formatCount(-1234)).toBe(`${MINUS}1${NARROW_SPACE}234`);
    expect(formatCount(999)).toBe('999');
  });

  // The rule of report-design.md, section 6, "Numbers and time".
  it.each([
    [0, '0 ms'],
    [0.01, '<0.1 ms'],
    [6.42, '6.4 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [280.4, '280 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [7900, '7.90 s'],
    [12_500, '12.5 s'],
    [118_000, '118 s'],
    [-12, `${MINUS}12 ms`],
  ])('writes a response time of %f ms as %s', (valueMs, written) => {
    expect(formatMs(valueMs)).toBe(written);
  });

  it.each([
    [0, '0'],
    [0.00001, `<0.01${NARROW_SPACE}%`],
    [0.0003, `0.03${NARROW_SPACE}%`],
    [0.00996, `1.0${NARROW_SPACE}%`],
    [0.025, `2.5${NARROW_SPACE}%`],
    [0.0996, `10${NARROW_SPACE}%`],
    [0.93, `93${NARROW_SPACE}%`],
    [0.996, `99.6${NARROW_SPACE}%`],
    [0.9996, `99.96${NARROW_SPACE}%`],
    [0.99999, `>99.99${NARROW_SPACE}%`],
    [1, `100${NARROW_SPACE}%`],
  ])('writes a ratio of %f as %s', (ratio, written) => {
    expect(formatRatio(ratio)).toBe(written);
  });

  it('is zero only when it is zero, and all only when it is all', () => {
    fc.assert(
      fc.property(positive, (value) => {
        expect(formatMs(value)).not.toBe('0 ms');
        expect(Number.parseFloat(formatMs(value).replace('<', ''))).not.toBe(0);
        expect(formatRate(value)).not.toBe('0');
      }),
      { seed },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const failures = Math.min(n - 1, Math.max(1, Math.floor(share * n)));
          expect(formatRatio(failures / n)).not.toMatch(/^(0|100)(\.0+)?\u202f%|^0$/);
        },
      ),
      { seed },
    );
  });

  it('is a dash when nothing is known, never a zero', () => {
    for (const format of [formatMs, formatDuration, formatRate, formatRatio, formatBytes, formatInstant]) {
      expect(format(null)).toBe(UNKNOWN);
    }
    expect(formatEstimateMs(null)).toBe(UNKNOWN);
    expect(formatEstimateCellMs(null)).toBe(UNKNOWN);
  });

  it.each([
    [0.00001, '<0.001'],
    [0.31, '0.31'],
    [18.68, '18.7'],
    [1204, `1${NARROW_SPACE}204`],
  ])('writes a rate of %f as %s', (perS, written) => {
    expect(formatRate(perS)).toBe(written);
  });

  it.each([
    [189, '189 B'],
    [1234, '1.2 kB'],
    [14_000_000, '14 MB'],
    [999_600, '1.0 MB'],
  ])('writes %i bytes as %s', (bytes, written) => {
    expect(formatBytes(bytes)).toBe(written);
  });

  it('names percentiles by a p', () => {
    expect(formatPercentile(95)).toBe('p95');
    expect(formatPercentile(99.9)).toBe('p99.9');
  });
});

describe('A response time that a source has rounded', () => {
  it('is shown as its value while the bounds are at most a tenth of it apart', () => {
    expect(formatEstimateMs(estimate(790, { lo: 785, hi: 795 }))).toBe('790 ms');
    expect(formatEstimateCellMs(estimate(790, { lo: 785, hi: 795 }))).toBe('790 ms');
  });

  it('is shown as its range when they are further apart', () => {
    const wide = estimate(6600, { lo: 1100, hi: 6580.7 });
    expect(formatEstimateMs(wide)).toBe('between 1.10 s and 6.59 s');
    expect(formatEstimateCellMs(wide)).toBe('1.10 s – 6.59 s');
  });

  it('is shown as its value when it is rounded to whole ms, however few they are', () => {
    expect(formatEstimateMs(estimate(2, { lo: 1.5, hi: 2.5 }))).toBe('2.0 ms');
  });
});

describe('A time', () => {
  it.each([
    [400, '0.4 s'],
    [45_000, '45 s'],
    [400_000, '6 min 40 s'],
    [3_599_600, '1 h'],
    [5_400_000, '1 h 30 min'],
    [183_600_000, '2 d 3 h'],
  ])('of %i ms is written as %s', (durationMs, written) => {
    expect(formatDuration(durationMs)).toBe(written);
  });

  it('of the clock is written in UTC', () => {
    expect(formatInstant(Date.UTC(2026, 10, 22, 14, 30))).toBe('22 Nov 2026, 14:30:00 UTC');
  });

  it('that no calendar has is unknown', () => {
    expect(formatInstant(1e17)).toBe(UNKNOWN);
    expect(formatInstant(-1)).toBe(UNKNOWN);
    expect(formatInstant(Number.NaN)).toBe(UNKNOWN);
  });

  it('since the start is written like a stop watch', () => {
    expect(formatElapsed(45_000)).toBe('0:45');
    expect(formatElapsed(900_000)).toBe('15:00');
    expect(formatElapsed(3_723_000)).toBe('1:02:03');
  });
});

describe('Text from outside', () => {
  it('shows control characters by name or number', () => {
    expect(showText('a\nb\tc\u0000\u001b[31m\u007f')).toBe('a⟨LF⟩b⟨TAB⟩c⟨U+0000⟩⟨U+001B⟩[31m⟨U+007F⟩');
  });

  it('shows what would not be seen, or would turn the text around, by its number', () => {
    expect(showText('rtl \u202eabc')).toBe('rtl ⟨U+202E⟩abc');
    expect(showText('\ud800 \u0085 \ufeff zero\u200bwidth')).toBe(
      '⟨U+D800⟩ ⟨U+0085⟩ ⟨U+FEFF⟩ zero⟨U+200B⟩width',
    );
  });

  it('keeps markup, emoji and every script as they are', () => {
    for (const text of ['</script>', '👩‍👩‍👧 🚀', '日本語/チャット', 'naïve', 'العربية'])
      expect(showText(text)).toBe(text);
  });

  it('is one line without control characters, whatever it was', () => {
    const unicode = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.oneof(unicode, fc.constantFrom(...hostileNames)), (text) => {
        const shown = showText(text);
        expect(Buffer.from(shown).toString()).toBe(shown);
        expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\ufffe\uffff]/u);
        expect(showText(shown)).toBe(shown);
      }),
      { seed },
    );
  });

  it('is cut by characters, not in the middle of one', () => {
    expect(shortText('🚀🚀🚀🚀', 3)).toBe('🚀🚀…');
    expect(shortText('abc', 3)).toBe('abc');
  });
});

describe('The ends of a range', () => {
  it.each([
    // A range must not exclude what it holds: 48.5 to 49.5 ms is not "between 49 and 50 ms".
    [48.5, 49.5, '48.5 ms', '49.5 ms'],
    [10.62, 11.58, '10.6 ms', '11.6 ms'],
    [1.92054, 2.00001, '1.9 ms', '2.1 ms'],
    [785, 795, '785 ms', '795 ms'],
    [594.6, 594.6, '594 ms', '595 ms'],
    [1050, 1150, '1.05 s', '1.15 s'],
    [6580.7, 6580.7, '6.58 s', '6.59 s'],
    [0, 0.5, '0 ms', '0.5 ms'],
    [999.6, 999.6, '999 ms', '1.00 s'],
  ])('%d and %d are written outwards: %s, %s', (lo, hi, low, high) => {
    expect([formatMsDown(lo), formatMsUp(hi)]).toEqual([low, high]);
  });
});
