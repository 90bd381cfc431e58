import { describe, expect, it } from 'vitest';
import { exceptionWords } from '../../src/report/exceptions.ts';
import { html } from '../../src/report/html.ts';
import { markdown } from '../../src/report/markdown.ts';
import { text } from '../../src/report/text.ts';
import { analysisExample, resultOf } from '../support/analysis-example.ts';

const message = 'TypeError: session.buy is not a function';
const thrown = {
  message,
  traceback: `${message}\n    at buy (pages/shop.ts:12:20)\n    at shop.ts:3:50`,
  count: 4,
  nodes: 'local',
};

describe("an error in the test's own code", () => {
  it('is told with the place in the scenario that it was thrown at', () => {
    expect(exceptionWords(thrown)).toBe(`${message} at pages/shop.ts:12:20`);
    expect(exceptionWords({ message, traceback: `${message}\n    at shop.ts:3:50` })).toBe(
      `${message} at shop.ts:3:50`,
    );
  });

  it('is its message where the traceback has no such place', () => {
    const python = '  File "/usr/lib/python3/locust/user/task.py", line 347, in run\n    self.execute()\n';
    for (const traceback of ['', message, python])
      expect(exceptionWords({ message, traceback })).toBe(message);
  });

  it('keeps its place when the message is cut', () => {
    const long = { ...thrown, message: 'x'.repeat(1000) };
    expect(exceptionWords(long, 20)).toBe(`${'x'.repeat(19)}… at pages/shop.ts:12:20`);
  });

  it.each([text, markdown, html])('has its place in the report: $title', async (reporter) => {
    const long = { ...thrown, message: `Error: ${'long '.repeat(100)}` };
    const result = resultOf([analysisExample({ exceptions: [thrown, long] })]);
    const told = await reporter.render(result, { columns: null, colour: false });
    expect(told).toContain(`${message} at pages/shop.ts:12:20`);
    expect(told).toContain('… at pages/shop.ts:12:20');
  });
});
