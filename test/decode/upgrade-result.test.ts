import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { readResultDocument } from '../../src/decode/result-document.ts';
import { analysisExample, noCapacity, resultOf } from '../support/analysis-example.ts';
import { chatRun } from '../support/engine-run-chat.ts';

const current = resultOf([analysisExample(), analyseRun(chatRun({ isSaturated: true }))]);

/** Keys that 0.1.0 did not write, at any depth. */
const LATER = new Set([
  'labels',
  'generator',
  'isGroup',
  'allRequests',
  'measures',
  'answers',
  'capacity',
  'trend',
]);

function as010(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) => (LATER.has(key) ? undefined : value));
}

describe('a result', () => {
  it('of the engine is read as it was written', () => {
    const written = JSON.stringify(current);
    expect(JSON.stringify(readResultDocument(written, 'r.json'))).toBe(written);
  });

  it('of version 0.1.0 is read with nothing in the place of what came later', () => {
    const old = resultOf([analysisExample()]);
    const read = readResultDocument(as010(JSON.stringify(old)), 'r.json');
    const capacity = { ...noCapacity, reason: expect.stringContaining('make the report again') };
    expect(read).toEqual({ ...old, analyses: old.analyses.map((one) => ({ ...one, capacity })) });
  });

  it('of version 0.1.0 has its stages of a constant load read as such', () => {
    const { run } = analysisExample();
    const load = { kind: 'closed', stages: [{ users: 30, durationMs: 1000 }] };
    const old = { ...resultOf([]), analyses: [{ ...analysisExample(), run: { ...run, load } }] };
    const [analysis] = readResultDocument(as010(JSON.stringify(old)), 'r.json').analyses;
    expect(analysis?.run.load).toEqual({
      kind: 'closed',
      stages: [{ fromUsers: 30, toUsers: 30, durationMs: 1000 }],
    });
  });

  it.each(['null', '[]', '{"schema":"result/1","analyses":7}', '{"schema":"result/1","analyses":[7]}'])(
    'that is none is refused: %s',
    (json) => {
      expect(() => readResultDocument(json, 'r.json')).toThrow();
    },
  );
});
