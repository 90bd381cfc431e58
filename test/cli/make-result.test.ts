import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { makeResult } from '../../src/cli/make-result.ts';
import type { AnalyseOptions } from '../../src/cli/options.ts';
import type { Progress } from '../../src/cli/progress.ts';
import { type ChatRunOptions, chatRun } from '../support/engine-run-chat.ts';

const CREATED_MS = Date.UTC(2026, 10, 24);

/** What a command makes of this run. */
function resultOf(options: ChatRunOptions, label?: string) {
  const loaded = { runs: [{ run: chatRun(options), isStored: true, paths: [] }], results: [], leftOut: [] };
  const io = { now: () => CREATED_MS } as Io;
  const progress = { step: () => undefined } as unknown as Progress;
  return makeResult(loaded, {} as AnalyseOptions, label, io, progress);
}

describe('the result of a run', () => {
  it('has no verdict where there is nothing to judge', () => {
    expect(resultOf({})).toMatchObject({ createdMs: CREATED_MS, verdict: null });
  });

  it('cannot be concluded from when its load generator was the bottleneck', () => {
    const { verdict, analyses } = resultOf({ isSaturated: true }, 'renamed');
    expect(verdict?.outcome).toBe('inconclusive');
    expect(analyses.map(({ run }) => run.label)).toEqual(['renamed']);
  });
});
