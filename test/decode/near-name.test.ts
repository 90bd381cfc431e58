import { expect, it } from 'vitest';
import { nearestName } from '../../src/decode/near-name.ts';
import { formatSize, parseSize } from '../../src/files/size.ts';

it('the nearest name is found through one swap, one missing and one wrong letter', () => {
  const names = ['results_stats.csv', 'results_failures.csv', 'notes.md'];
  expect(nearestName('reslts_stats.csv', names)).toBe('results_stats.csv');
  expect(nearestName('resutls_failures.csv', names)).toBe('results_failures.csv');
  expect(nearestName('RESULTS_STATS.CSV', names)).toBe('results_stats.csv');
});

it('a name that is far from all is nobody', () => {
  expect(nearestName('xyz', ['results_stats.csv', 'abc'])).toBeNull();
  expect(nearestName('anything', [])).toBeNull();
});

it('sizes are read in decimal and binary units', () => {
  expect(parseSize('500MB')).toBe(500_000_000);
  expect(parseSize('8 GiB')).toBe(8 * 1024 ** 3);
  expect(parseSize('1.5k')).toBe(1500);
  expect(parseSize('1048576')).toBe(1_048_576);
  expect(['', 'MB', '-1MB', '5 parsecs', '1e9'].map(parseSize)).toEqual([null, null, null, null, null]);
});

it('sizes are shown in the largest unit that fits', () => {
  expect([300, 1536, 8 * 1024 ** 3].map(formatSize)).toEqual(['300 bytes', '1.5 KiB', '8 GiB']);
});
