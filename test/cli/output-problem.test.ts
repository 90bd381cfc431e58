import { expect, it } from 'vitest';
import { outputProblem } from '../../src/cli/output-problem.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

it('a reader that has what it wanted is no reason for a message', () => {
  expect(outputProblem(failure('EPIPE'))).toBeNull();
});

it('output that cannot be written is a problem of the machine, with the reason', () => {
  expect(outputProblem(failure('ENOSPC'))).toMatchObject({
    kind: 'environment',
    code: 'cannot-write',
    message: 'cannot write to standard output: the disk is full',
  });
});

it('what is no system error is thrown on, because it is a mistake of ours', () => {
  expect(() => outputProblem(new TypeError('x is no function'))).toThrow(TypeError);
});
