import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { resultOf } from '../support/analysis-example.ts';
import { scaledAnalysis } from '../support/scaling-example.ts';

const PATH = 'test/golden/scaling/sim-heavy.json';

/** Indented JSON with each list of numbers on one line, so that a change reads as a change. */
function readable(value: unknown): string {
  return `${JSON.stringify(value, null, 1).replace(/\[\s+((?:-?[\d.e+-]+|null)(?:,\s+(?:-?[\d.e+-]+|null))*)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, '')}]`)}\n`;
}

const { scaling } = scaledAnalysis();

it('what is said of the heavy sample is the golden analysis (npm run golden:update writes it anew)', () => {
  const text = readable(scaling);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PATH, text);
  expect(existsSync(PATH)).toBe(true);
  expect(text).toBe(readFileSync(PATH, 'utf8'));
});

it('a result with scaling fits the schema that is shipped', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync('docs/schema/result.schema.json', 'utf8')),
  );
  validate(JSON.parse(JSON.stringify(resultOf([scaledAnalysis()]))));
  expect(validate.errors ?? []).toEqual([]);
});
