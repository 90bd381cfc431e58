import { describe, expect, it } from 'vitest';
import { versionRange } from '../../../src/importers/locust/version-range.ts';

describe('the version of Locust that wrote some files', () => {
  it('is the exact one where a file says it', () => {
    expect(versionRange([{ atLeast: '1.2' }, { exact: '2.46.3' }])).toBe('2.46.3');
  });

  it('is the narrowest range that all files allow', () => {
    expect(
      versionRange([{ atLeast: '1.1' }, { atLeast: '2.2.2' }, { below: '2.44.0' }, { below: '2.28' }]),
    ).toBe('2.2.2 or newer, before 2.28');
  });

  it('is compared number by number: 0.10 is newer than 0.9, 2.2.10 than 2.2.2', () => {
    expect(versionRange([{ atLeast: '0.9' }, { atLeast: '0.10' }])).toBe('0.10 or newer');
    expect(versionRange([{ below: '2.2.10' }, { below: '2.2.2' }])).toBe('before 2.2.2');
    expect(versionRange([{ below: '1' }, { below: '0.99' }])).toBe('before 0.99');
  });

  it('is not known where nothing tells', () => {
    expect(versionRange([{}, {}])).toBeNull();
    expect(versionRange([])).toBeNull();
  });
});
