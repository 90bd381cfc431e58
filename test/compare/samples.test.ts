import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Result } from '../../src/model/result.ts';
import { runCli } from '../support/cli.ts';
import { sampleTruth } from '../support/sample-truth.ts';

const baseline = 'samples/locust/d01-baseline';
const candidate = 'samples/locust/d02-candidate';
/** The second run settles late; both held the load from here on. */
const steady = ['--steady', '22s..2m23s'];

const compare = (...args: readonly string[]) => runCli(['compare', ...args]);

async function resultOf(...args: readonly string[]): Promise<Result> {
  const { stdout } = await compare(...args, '--json');
  return readResultDocument(stdout, 'comparison');
}

describe('the sample whose /chat is 25 % slower and fails more often', () => {
  it('is called so, within what the truth says, and nothing else is', async () => {
    const { comparison } = await resultOf(baseline, candidate, ...steady, '--assume-noise');
    const regressed = comparison?.rows.filter(({ outcome }) => outcome === 'regressed') ?? [];
    const named = regressed.map(
      ({ endpoint, metric }) => `${endpoint === 'total' ? 'total' : endpoint.name} ${metric}`,
    );
    expect(named).toEqual([
      '/chat latency-mean',
      '/chat error-ratio',
      '/chat (checked) latency-mean',
      'total latency-mean',
      'total error-ratio',
    ]);
    const mean = (folder: string) =>
      sampleTruth(folder).endpoints.find(({ name }) => name === '/chat')?.mean ?? Number.NaN;
    const truth = mean('d02-candidate') / mean('d01-baseline') - 1;
    const { effect } = regressed[0] ?? {};
    expect(effect?.interval?.lo).toBeLessThan(truth);
    expect(effect?.interval?.hi).toBeGreaterThan(truth);
  });

  it('is no evidence as a single pair, and said to differ', async () => {
    const { comparison, verdict } = await resultOf(baseline, candidate, ...steady);
    expect(comparison?.outcome).toBe('not-enough-evidence');
    expect(verdict?.outcome).toBe('inconclusive');
    const differing = comparison?.rows.filter(({ role, differs }) => role === 'primary' && differs) ?? [];
    expect(differing.map(({ endpoint }) => (endpoint === 'total' ? '' : endpoint.name))).toEqual([
      '/chat',
      '/chat',
      '/chat (checked)',
    ]);
  });

  it('says first that it cannot be told, then which change is clearest', async () => {
    const { comparison } = await resultOf(baseline, candidate, ...steady);
    expect(comparison?.summary.replaceAll('\u202f', ' ')).toMatch(
      /^It cannot be told whether it is worse\. The clearest change: mean response time of POST \/chat \+2\d\.\d %[^.]*\([^)]*\)\. Open: 9 of 9 judged\. /,
    );
  });

  it('names no clearest change of a run against itself', async () => {
    const { comparison } = await resultOf(baseline, baseline);
    expect(comparison?.summary).toMatch(/^It cannot be told whether it is worse\. Open: 9 of 9 judged\. /);
  });

  it('says once that sides are not comparable, and tells loads by their levels', async () => {
    const { stdout } = await compare(baseline, 'samples/locust/d03-no-requests');
    expect(stdout.match(/not comparable/gi)).toHaveLength(1);
    expect(stdout).toContain('\nThe number of users differs, so ');
    expect(stdout).toContain('load: 40 users → 10 users. ');
    const markdown = await compare(
      baseline,
      'samples/locust/d03-no-requests',
      '--format',
      'markdown',
      '-o',
      '-',
    );
    expect(markdown.stdout.match(/not comparable/gi)).toHaveLength(1);
  });

  it('has percentiles of the whole run only, which are shown and not judged', async () => {
    const { comparison } = await resultOf(baseline, candidate, ...steady, '--assume-noise');
    const percentiles = comparison?.rows.filter(({ metric }) => /-p\d/.test(metric)) ?? [];
    expect(percentiles.length).toBeGreaterThan(10);
    expect(new Set(percentiles.map(({ reason }) => reason))).toEqual(
      new Set(['summary-only', 'below-source-resolution']),
    );
    expect(new Set(percentiles.map(({ baseline: side }) => side.part))).toEqual(new Set(['whole-run']));
  });

  it('fits the schema that is shipped', async () => {
    const result = await resultOf(baseline, candidate, ...steady, '--assume-noise');
    const validate = new Ajv({ strict: false, allErrors: true }).compile(
      JSON.parse(readFileSync('docs/schema/result.schema.json', 'utf8')),
    );
    validate(result);
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('samples of different kinds', () => {
  it.each(['d03-no-requests', 'd05-kill9', 'd08-locust-0.12.2', 'd11-locust-head', 'd12-locust-2.29.1'])(
    'd01-baseline against %s gives no false verdict',
    async (sample) => {
      const { comparison } = await resultOf(baseline, `samples/locust/${sample}`, '--assume-noise');
      expect(comparison?.rows.filter(({ outcome }) => outcome === 'regressed')).toEqual([]);
      expect(comparison?.outcome).toBe('not-enough-evidence');
    },
  );

  it('with every awkward name are compared with themselves', async () => {
    const names = 'samples/locust/d04-names';
    const { comparison } = await resultOf(names, names, '--assume-noise');
    expect(comparison?.rows.filter(({ outcome }) => outcome === 'regressed')).toEqual([]);
    expect(comparison?.onlyInBaseline).toEqual([]);
  });
});
