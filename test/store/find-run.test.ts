import { expect, it } from 'vitest';
import type { RunDocument } from '../../src/decode/run-document.ts';
import { Problem } from '../../src/model/problem.ts';
import { findRun, noSuchRun } from '../../src/store/find-run.ts';
import { splitRun } from '../../src/store/split-run.ts';
import { runOf, windowsOf } from '../support/run-example.ts';

function stored(id: string, label: string): RunDocument {
  return splitRun(runOf(windowsOf([1]), null, { id, label }), 0).document;
}

const store = {
  runs: [
    stored('aaa111111111', 'baseline'),
    stored('aaa222222222', 'nightly'),
    stored('bbb333333333', 'nightly'),
    stored('ccc444444444', 'aaa1'),
  ],
  damaged: [{ id: 'ddd555555555', problem: new Problem('input', 'not-json', 'this is not JSON') }],
  unfinished: [],
};
const idOf = (reference: string) => findRun(store, reference)?.id;

it('a run is found by its id, its label, the beginning of its id, and as the latest', () => {
  expect(idOf('aaa222222222')).toBe('aaa222222222');
  expect(idOf('baseline')).toBe('aaa111111111');
  expect(idOf('bbb')).toBe('bbb333333333');
  expect(idOf('latest')).toBe('ccc444444444');
});

it('a label comes before the beginning of an id', () => {
  expect(idOf('aaa1')).toBe('ccc444444444');
});

it('one or two letters are no beginning of an id', () => {
  expect(findRun(store, 'bb')).toBeNull();
});

it('what fits several runs is refused with their ids', () => {
  expect(() => findRun(store, 'aaa')).toThrow('2 stored runs have an id that begins with "aaa"');
  expect(() => findRun(store, 'nightly')).toThrow('2 stored runs have the label "nightly"');
});

it('a damaged entry that is named says what is wrong with it', () => {
  expect(() => findRun(store, 'ddd555555555')).toThrow('this is not JSON');
  expect(() => findRun(store, 'ddd5')).toThrow('this is not JSON');
});

it('what fits none comes with the nearest label or id', () => {
  expect(noSuchRun(store, 'basline', '/x/plimsoll-runs')).toMatchObject({
    message: 'no run in "plimsoll-runs" has the id or label "basline"',
    fix: 'Did you mean "baseline"?',
  });
  expect(noSuchRun({ runs: [], damaged: [], unfinished: [] }, 'latest', 'store').fix).toBe(
    'The store is empty. Fill it with: plimsoll import FOLDER',
  );
  expect(noSuchRun({ ...store, runs: [] }, 'latest', 'store').fix).toBe(
    'List what is stored: plimsoll runs list',
  );
});
