import { expect, it } from 'vitest';
import { formatProblem } from '../../src/cli/print-problem.ts';
import { Problem } from '../../src/model/problem.ts';

it('a problem shows where, what, and below it what to do', () => {
  const problem = new Problem(
    'input',
    'no-number',
    'column "Total Request Count" holds "1,204", expected a whole number',
    {
      where: { file: 'run_stats_history.csv', line: 214, column: 'Total Request Count' },
      fix: 'The file looks re-saved by a spreadsheet. Import the file that Locust wrote.',
    },
  );
  expect(formatProblem(problem)).toBe(
    'run_stats_history.csv:214: column "Total Request Count" holds "1,204", expected a whole number\n' +
      '  The file looks re-saved by a spreadsheet. Import the file that Locust wrote.\n',
  );
});

it('what the message says already of the place is not said twice', () => {
  const problem = new Problem('input', 'x', '"a.csv" is empty', { where: { file: 'a.csv' } });
  expect(formatProblem(problem)).toBe('"a.csv" is empty\n');
});

it('a column and an endpoint that the message leaves out are added', () => {
  const where = { file: 'a.csv', line: 2, column: 'Name', endpoint: { method: 'GET', name: '/x' } };
  expect(formatProblem(new Problem('input', 'x', 'the cell is cut off', { where }))).toBe(
    'a.csv:2: column "Name": GET /x: the cell is cut off\n',
  );
});

it('control characters and forged lines from outside are shown, not sent', () => {
  const problem = new Problem('input', 'x', 'the name is "\u001b]0;owned\u0007\nerror: forged"');
  expect(formatProblem(problem)).toBe('the name is "⟨U+001B⟩]0;owned⟨U+0007⟩\n  error: forged"\n');
});
