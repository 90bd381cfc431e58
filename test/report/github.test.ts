import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Result } from '../../src/model/result.ts';
import { workflowCommands } from '../../src/report/github/workflow-command.ts';
import { github } from '../../src/report/github.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { analysisExample, hostileNames, resultOf } from '../support/analysis-example.ts';
import { comparisonExample, rowExample } from '../support/comparison-example.ts';

/** As the runner reads a line: github.com/actions/runner, src/Runner.Common/ActionCommand.cs. */
function readCommand(line: string) {
  const match = /^::(\w+) title=([^:]*)::(.*)$/.exec(line);
  if (match === null) throw new Error(`no command: ${line}`);
  const [, level = '', title = '', message = ''] = match;
  const plain = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  return { level, title: plain(title), message: plain(message) };
}

async function annotationsOf(result: Result) {
  const text = await github.render(result);
  expect(text.endsWith('\n')).toBe(true);
  return text.trimEnd().split('\n').map(readCommand);
}

const withComparison = (comparison: Comparison): Result => ({ ...resultOf([]), comparison });

describe('annotations of a job', () => {
  it('name what regressed, what differs, and failures that are new', async () => {
    const [regressed, differs, failure, ...others] = await annotationsOf(withComparison(comparisonExample()));
    expect(regressed).toMatchObject({
      level: 'error',
      title: 'Regressed: response time p95 of POST /chat',
      message: expect.stringMatching(/^428 ms → 531 ms, \+24\.0.%/),
    });
    expect(differs).toMatchObject({ level: 'warning', title: 'What differs: host' });
    expect(failure).toEqual({
      level: 'warning',
      title: 'New failure of POST /chat',
      message: 'HTTP 500 Internal Server Error: 12 (0.24\u202f%)',
    });
    expect(others).toEqual([]);
  });

  it('say the verdict where nothing regressed', async () => {
    const same = comparisonExample({
      rows: [rowExample({ outcome: 'no-change' })],
      outcome: 'no-change',
      summary: 'No change that matters in 1 of 1 judged.',
      differences: [],
      failures: [],
    });
    expect(await annotationsOf(withComparison(same))).toEqual([
      {
        level: 'notice',
        title: 'No change that matters',
        message: 'No change that matters in 1 of 1 judged.',
      },
    ]);
  });

  it('are one line each, whatever names hold', async () => {
    const names = [...hostileNames, '::error::forged', 'a\n::stop-commands::x', 'a\r::error::x', 'a,b:c%0Ad'];
    const rows = names.map((name) => rowExample({ endpoint: { method: 'GET', name } }));
    const text = await github.render(withComparison(comparisonExample({ rows })));
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^::(error|warning|notice) title=/);
    expect(text).not.toContain('\r');
  });

  it('are ten of a kind at most, and the tenth says how many are left', () => {
    const many = Array.from(
      { length: 25 },
      (_, i) => ({ level: 'error', title: `${i}`, message: '' }) as const,
    );
    const lines = workflowCommands(many);
    expect(lines).toHaveLength(10);
    expect(lines[9]).toContain('title=16 more');
  });

  it('of a run alone are its verdict', async () => {
    const analyses = [analysisExample()];
    const [only, ...others] = await annotationsOf(resultOf(analyses, decideVerdict(analyses)));
    expect(only?.level).toBe('notice');
    expect(others).toEqual([]);
  });
});
