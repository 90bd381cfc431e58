import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { DEFAULT_MAX_BYTES, openSources } from '../../src/files/open-sources.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { Result } from '../../src/model/result.ts';

const samples = readdirSync('samples/locust').sort();

/** Everything a command would produce for one sample, with time and version as arguments. */
async function resultOf(sample: string): Promise<Result> {
  const options = { cwd: process.cwd(), maxBytes: DEFAULT_MAX_BYTES, progress: () => undefined };
  const files = await openSources([`samples/locust/${sample}`], options);
  const { runs } = await importRuns(files);
  return {
    schema: 'result/1',
    tool: { name: 'plimsoll', version: '0.0.0' },
    createdMs: 0,
    analyses: runs.map((run) => analyseRun(run)),
    comparison: null,
    trend: null,
    verdict: null,
  };
}

/** Indented JSON with each list of numbers on one line, so that a change reads as a change. */
function readable(value: unknown): string {
  const text = JSON.stringify(value, null, 1);
  return `${text.replace(/\[\s+((?:-?[\d.e+-]+|null)(?:,\s+(?:-?[\d.e+-]+|null))*)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, '')}]`)}\n`;
}

describe.each(samples)('the result of samples/locust/%s', (sample) => {
  let result: Result;
  beforeAll(async () => {
    result = await resultOf(sample);
  });

  it('is the golden one (npm run golden:update writes it anew)', () => {
    const path = `test/golden/results/${sample}.json`;
    const text = readable(result);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    expect(existsSync(path)).toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it('fits the schema that is shipped', () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(
      JSON.parse(readFileSync('docs/schema/result.schema.json', 'utf8')),
    );
    validate(result);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is plain data without a value that JSON cannot hold', () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
