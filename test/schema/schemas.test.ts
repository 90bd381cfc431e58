import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaFiles, schemaText } from './schemas.ts';

describe.each(schemaFiles)('$path', (file) => {
  it('is what the types say (npm run schema writes it anew)', () => {
    const text = schemaText(file);
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file.path, text);
    expect(readFileSync(file.path, 'utf8')).toBe(text);
  });
});
