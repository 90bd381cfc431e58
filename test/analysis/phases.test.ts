import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Run } from '../../src/model/run.ts';
import { runOf, START_MS, windowsOf } from '../support/run-example.ts';

/** 20 windows of ramp, 300 of plateau, 10 of cool-down, with a little deterministic unrest. */
const users = [
  ...Array.from({ length: 20 }, (_, i) => 2 * (i + 1)),
  ...Array.from({ length: 300 }, () => 40),
  ...Array.from({ length: 10 }, (_, i) => 36 - 4 * i),
];
const requests = users.map((count, i) => Math.round(count / 2) + ((i * 7) % 5) - 2 + 2);
const meansMs = users.map((_, i) => 100 + ((i * 13) % 11));

describe('the steady state', () => {
  const analysis = analyseRun(runOf(windowsOf(requests, { meansMs }), users));

  it('starts 10 s after the users reach their peak and ends when they leave it', () => {
    // The peak of 40 users is reached in window 19; 10 s later the requests of the ramp are over.
    expect(analysis.phases.method).toBe('detected');
    expect((analysis.phases.steadyStartMs ?? 0) - START_MS).toBe(29_000);
    expect((analysis.phases.steadyEndMs ?? 0) - START_MS).toBe(320_000);
  });

  it('says in one line what was kept and trimmed', () => {
    expect(analysis.phases.summary).toMatch(
      /^Kept 0:29–5:20 of 5:30 \(291 s, 88 %\); trimmed ramp-up and the time for its requests to end 29 s, end 10 s; [\d\u202f]+ of [\d\u202f]+ requests used\.$/,
    );
  });

  it('has statistics of its own beside those of the whole run', () => {
    const inside = requests.slice(29, 320).reduce((a, b) => a + b, 0);
    expect(analysis.total.steady?.requests).toBe(inside);
    expect(analysis.total.whole.requests).toBe(requests.reduce((a, b) => a + b, 0));
  });

  it('covers the run with its parts, without gaps', () => {
    const { parts } = analysis.phases;
    expect(parts.map((part) => part.kind)).toEqual(['ramp-up', 'steady', 'cool-down']);
    for (let i = 1; i < parts.length; i += 1) expect(parts[i]?.startMs).toBe(parts[i - 1]?.endMs);
    expect(parts[0]?.startMs).toBe(START_MS);
    expect(parts.at(-1)?.endMs).toBe(START_MS + 330_000);
  });
});

describe('a warm-up', () => {
  it('is cut by MSER-5 in steps of five windows', () => {
    // statistics.md 1, interior case: MSER-5 drops 30 of 120 windows.
    const series = Array.from({ length: 120 }, (_, i) => {
      const noise = (((7 * i) % 5) - 2) * 2 + (((13 * i) % 11) - 5) * 1.5;
      return Math.round((100 + 80 * Math.exp(-i / 6) + noise) * 100) / 100;
    });
    const run = runOf(
      windowsOf(
        series.map(() => 20),
        { meansMs: series },
      ),
      series.map(() => 10),
    );
    const analysis = analyseRun(run);
    expect(analysis.phases.parts[0]).toMatchObject({ kind: 'warm-up', endMs: START_MS + 30_000 });
  });

  it('that never ends means no steady state, said in a notice', () => {
    // statistics.md 1, first oracle: a noise-free decay never settles (d* at its limit).
    const series = Array.from({ length: 60 }, (_, i) => {
      return Math.round((100 + 80 * Math.exp(-i / 6) + (((7 * i) % 5) - 2) * 2) * 100) / 100;
    });
    const run = runOf(
      windowsOf(
        series.map(() => 20),
        { meansMs: series },
      ),
      series.map(() => 10),
    );
    const analysis = analyseRun(run);
    expect(analysis.phases.method).toBe('none');
    expect(analysis.total.steady).toBeNull();
    expect(analysis.notices.map((notice) => notice.code)).toContain('no-steady-state');
  });
});

describe('a load that only climbs', () => {
  it('has no steady state', () => {
    const climbing = Array.from({ length: 200 }, (_, i) => i + 1);
    const analysis = analyseRun(runOf(windowsOf(climbing), climbing));
    expect(analysis.phases.method).toBe('none');
    expect(analysis.phases.summary).toContain('never held a level');
  });
});

describe('a steady state given by the user', () => {
  const run = runOf(windowsOf(requests, { meansMs }), users);

  it('is taken as it is', () => {
    const { phases } = analyseRun(run, { steady: { fromMs: 60_000, toMs: 120_000 } });
    expect(phases).toMatchObject({
      method: 'given',
      steadyStartMs: START_MS + 60_000,
      steadyEndMs: START_MS + 120_000,
    });
  });

  it('outside the run is refused with the length of the run', () => {
    const outside = () => analyseRun(run, { steady: { fromMs: 600_000, toMs: 700_000 } });
    expect(outside).toThrow(Problem);
    expect(outside).toThrow('the steady state 10:00–11:40 lies outside the run, which is 5:30 long');
  });

  it('can be the whole run', () => {
    const analysis = analyseRun(run, { steady: 'whole-run' });
    expect(analysis.phases.method).toBe('whole-run');
    expect(analysis.total.steady).toBeNull();
  });
});

describe('without a curve over time', () => {
  const run = runOf(windowsOf(requests), users);
  const withoutWindows = { ...run, total: run.total && { ...run.total, windows: null } };

  it('there are no phases and the whole run is taken', () => {
    expect(analyseRun(withoutWindows).phases.method).toBe('whole-run');
  });

  it('a given steady state is refused', () => {
    expect(() => analyseRun(withoutWindows, { steady: { fromMs: 0, toMs: 1000 } })).toThrow(
      'no curve over time',
    );
  });
});

describe('slow waves in the steady state', () => {
  const flat = new Array<number>(200).fill(20);
  const waveMs = flat.map((_, i) => 100 + 20 * Math.sin((2 * Math.PI * i) / 100) + ((i * 7) % 5));
  const codesOf = (meansMs: readonly number[]) =>
    analyseRun(runOf(windowsOf(flat, { meansMs }), flat)).notices.map((notice) => notice.code);

  it('are said, because intervals from windows may then be too narrow', () => {
    expect(codesOf(waveMs)).toContain('correlated-windows');
  });

  it('are not seen in fast unrest', () => {
    expect(codesOf(flat.map((_, i) => 100 + ((i * 7) % 5)))).not.toContain('correlated-windows');
  });
});

describe('a plateau of fewer than 40 windows', () => {
  const summaryOf = (run: Run) => {
    const { phases } = analyseRun(run);
    expect(phases.method).toBe('none');
    return phases.summary;
  };

  it('is too short to tell warm-up from steady state, however flat it is', () => {
    const flat = new Array<number>(39).fill(20);
    expect(summaryOf(runOf(windowsOf(flat), flat))).toContain(
      '0:39 at full load is too short to tell warm-up from steady state: 40 s are needed.',
    );
  });

  it('is said at its real length, with what is left out of it', () => {
    // Three seconds of ramp, then 37 at full load, of which 27 remain.
    const ramped = [5, 10, 15, ...new Array<number>(37).fill(20)];
    expect(summaryOf(runOf(windowsOf(ramped), ramped))).toContain(
      '0:37 at full load is too short to tell warm-up from steady state: the first 10 s are left out, and 40 s must remain.',
    );
    const brief = [5, 10, 15, 18, 20, 20, 20, 20, 20, 20];
    expect(summaryOf(runOf(windowsOf(brief), brief))).toMatch(/0:06 at full load is too short .* 40 s must/);
  });

  it('needs more time where the source has a window every two seconds', () => {
    const flat = new Array<number>(39).fill(20);
    expect(summaryOf(runOf(windowsOf(flat, { windowMs: 2000 }), flat))).toContain(
      '1:18 at full load is too short to tell warm-up from steady state: 80 s are needed.',
    );
  });
});
