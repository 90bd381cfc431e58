import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Run } from '../../src/model/run.ts';
import type { RunSummary } from '../../src/model/run-summary.ts';
import type { Trend } from '../../src/model/trend.ts';
import { normalFrom, seededRandom } from '../../src/stats/random.ts';
import { makeTrend } from '../../src/trend/make-trend.ts';
import { summarise } from '../../src/trend/summarise.ts';
import { simulatedRun } from '../compare/simulated-run.ts';
import { endpointOf, windowsOf } from '../support/run-example.ts';
import { DAY_MS, historyRun, originOf } from '../support/stored-history.ts';

const made = { runSha256: '', toolVersion: '0' };

function summaryOf(run: Run): RunSummary {
  return summarise(analyseRun(run), made);
}

function trendOf(runs: readonly Run[]): Trend {
  return makeTrend(runs.map(summaryOf), [], []);
}

/** The changes in the mean response time of all requests together. */
function changesOf({ changes, series }: Trend) {
  return changes.flatMap((change) =>
    change.series
      .filter(({ series: position }) => series[position]?.endpoint === null)
      .filter(({ series: position }) => series[position]?.metric === 'latency-mean')
      .map((found) => ({ run: change.run, ...found })),
  );
}

// The series of Apache Otava's own tests, here as mean response times of runs. Design paper "statistics.md", 4.4.
describe('histories of the published change point detector, each value the mean of a run', () => {
  it.each([
    ['got faster', [1.02, 0.95, 0.99, 1, 1.12, 0.9, 0.5, 0.51, 0.48, 0.48, 0.55], 6, 'better'],
    ['of two levels', [2.02, 2.03, 2.01, 2.04, 1.82, 1.85, 1.79, 1.81, 1.8, 1.76, 1.78], 4, 'better'],
    [
      'of twenty runs',
      [
        1.02, 0.95, 0.99, 1, 1.12, 1, 1.01, 0.98, 1.01, 0.96, 0.5, 0.51, 0.48, 0.48, 0.55, 0.5, 0.49, 0.51,
        0.5, 0.49,
      ],
      10,
      'better',
    ],
  ])('%s: the change is where it is published', (_, history, at, direction) => {
    const trend = trendOf(history.map((value, day) => historyRun(100 * value, day)));
    const [change, ...others] = changesOf(trend);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ run: at, direction });
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(change?.before).toBeCloseTo(100 * mean(history.slice(0, at)), 6);
    expect(change?.after).toBeCloseTo(100 * mean(history.slice(at)), 6);
  });
});

describe('runs that were measured', () => {
  const runs = (slowFrom: number) =>
    Array.from({ length: 24 }, (_, i) => {
      const chatMs = i < slowFrom ? 300 : 375;
      const { run } = simulatedRun(
        900 + i,
        [
          { name: '/chat', medianMs: chatMs },
          { name: '/health', medianMs: 8 },
        ],
        { seconds: 90 },
      );
      const startMs = (run.startMs ?? 0) + i * DAY_MS;
      return { ...summaryOf(run), run: { ...analyseRun(run).run, startMs } };
    });

  it('show a slowdown of 25 % at the run at which it came, in its endpoint and in no other', () => {
    const trend = makeTrend(runs(14), [], []);
    const changed = trend.changes.flatMap(({ run, series }) =>
      series.map(({ series: position }) => [run, trend.series[position]?.endpoint?.name ?? 'all'] as const),
    );
    expect(new Set(changed.map(([run]) => run))).toEqual(new Set([14]));
    expect(changed.map(([, name]) => name)).toContain('/chat');
    expect(changed.map(([, name]) => name)).not.toContain('/health');
    const p95 = trend.changes[0]?.series.find(({ series: position }) => {
      const series = trend.series[position];
      return series?.endpoint?.name === '/chat' && series.metric === 'latency-p95';
    });
    expect(p95?.direction).toBe('worse');
    expect(p95?.change).toBeCloseTo(0.25, 1);
  });

  it('show none where nothing changed', () => {
    expect(makeTrend(runs(24), [], []).changes).toEqual([]);
  });
});

describe('a change', () => {
  const levels = [...new Array<number>(8).fill(100), ...new Array<number>(8).fill(130)];
  const random = seededRandom(4);
  const noisy = levels.map((level) => level * (1 + 0.01 * normalFrom(random)));

  it('names the commits of both runs, and what else is new', () => {
    const commits = ['a'.repeat(40), 'b'.repeat(40)];
    const runs = noisy.map((meanMs, day) => {
      const run = historyRun(meanMs, day, { origin: originOf(commits[day < 8 ? 0 : 1] ?? '') });
      return { ...run, source: { ...run.source, host: day < 8 ? 'http://a' : 'http://b' } };
    });
    expect(trendOf(runs).changes).toMatchObject([
      {
        run: 8,
        previousRun: 7,
        conditions: [{ aspect: 'host', before: 'http://a', after: 'http://b' }],
        commits: { from: commits[0], to: commits[1], commits: null, count: null },
      },
    ]);
  });

  it('takes the label of a commit before the checkout', () => {
    const runs = noisy.map((meanMs, day) =>
      historyRun(meanMs, day, {
        origin: originOf('c'.repeat(40)),
        labels: [{ key: 'commit', value: day < 8 ? '1111111' : '2222222' }],
      }),
    );
    expect(trendOf(runs).changes[0]?.commits).toMatchObject({ from: '1111111', to: '2222222' });
  });

  it('has no commits where both runs are of the same one, or one is not known', () => {
    const same = noisy.map((meanMs, day) => historyRun(meanMs, day, { origin: originOf('a'.repeat(40)) }));
    expect(trendOf(same).changes[0]?.commits).toBeNull();
    expect(trendOf(noisy.map((meanMs, day) => historyRun(meanMs, day))).changes[0]?.commits).toBeNull();
  });

  it('lies between two levels, each with the interval of its mean', () => {
    const trend = trendOf(noisy.map((meanMs, day) => historyRun(meanMs, day)));
    const series = trend.series.find(
      ({ endpoint, metric }) => endpoint === null && metric === 'latency-mean',
    );
    expect(series?.levels).toMatchObject([
      { firstRun: 0, lastRun: 7, count: 8 },
      { firstRun: 8, lastRun: 15, count: 8 },
    ]);
    for (const [i, truth] of [100, 130].entries()) {
      expect(series?.levels[i]?.lo).toBeLessThan(truth);
      expect(series?.levels[i]?.hi).toBeGreaterThan(truth);
    }
  });
});

describe('runs that do not fit together', () => {
  const codes = (trend: Trend) => trend.notices.map(({ code }) => code);

  it('are put in order of time', () => {
    const runs = [3, 1, 2].map((day) => historyRun(100, day));
    expect(trendOf(runs).runs.map(({ id }) => id.at(-1))).toEqual(['1', '2', '3']);
  });

  it('too few: what is missing is said, and nothing is looked for', () => {
    const trend = trendOf([1, 2, 3, 4].map((day) => historyRun(100, day)));
    expect(trend.runsNeeded).toBe(10);
    expect(trend.changes).toEqual([]);
    expect(trend.notices[0]).toMatchObject({
      code: 'trend-too-few-runs',
      message: 'Changes are looked for in 10 runs or more, and there are 4; 6 more are needed.',
    });
  });

  it('of different hosts, loads or durations are named with their counts', () => {
    const runs = Array.from({ length: 12 }, (_, day) => {
      const run = historyRun(100 + day, day);
      return { ...run, source: { ...run.source, host: day < 4 ? 'http://a' : 'http://b' } };
    });
    expect(trendOf(runs).notices.find(({ code }) => code === 'trend-runs-differ')?.message).toBe(
      'The runs are not all of one kind. They differ in host (http://b: 8 runs, http://a: 4 runs).',
    );
  });

  it('with endpoints that come and go have each series over the runs that have it', () => {
    const runs = Array.from({ length: 20 }, (_, day) => {
      const run = historyRun(100, day);
      const windows = windowsOf(new Array<number>(60).fill(5), {
        startMs: run.startMs ?? 0,
        meansMs: new Array<number>(60).fill(day < 10 ? 50 : 80),
      });
      return day % 2 === 0 ? run : { ...run, endpoints: [...run.endpoints, endpointOf('/new', windows)] };
    });
    const trend = trendOf(runs);
    const series = trend.series.find(
      ({ endpoint, metric }) => endpoint?.name === '/new' && metric === 'latency-mean',
    );
    expect(series?.runs).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    expect(trend.changes).toMatchObject([{ run: 11, previousRun: 9 }]);
  });

  it('show first the endpoints that most runs have, whatever they are called', () => {
    const runs = Array.from({ length: 10 }, (_, day) => {
      const run = historyRun(100, day);
      const windows = windowsOf(new Array<number>(60).fill(5), {
        startMs: run.startMs ?? 0,
        meansMs: new Array<number>(60).fill(50),
      });
      return day > 0 ? run : { ...run, endpoints: [endpointOf('/a', windows), ...run.endpoints] };
    });
    const names = new Set(trendOf(runs).series.map(({ endpoint }) => endpoint?.name ?? 'all requests'));
    expect([...names]).toEqual([
      'all requests',
      ...(runs[1]?.endpoints ?? []).map(({ key }) => key.name),
      '/a',
    ]);
  });

  it('without any request have no series', () => {
    const empty = historyRun(0, 1);
    const windows = windowsOf(new Array<number>(60).fill(0));
    const run = { ...empty, endpoints: [], total: endpointOf('', windows) };
    expect(trendOf([run]).series).toEqual([]);
  });

  it('is the same trend whatever the order they were read in', () => {
    const runs = Array.from({ length: 12 }, (_, day) => summaryOf(historyRun(100 + (day % 3), day)));
    expect(makeTrend(runs.toReversed(), [], [])).toEqual(makeTrend(runs, [], []));
  });

  it('says how many changes chance would show, and which runs were left out', () => {
    const runs = Array.from({ length: 12 }, (_, day) => summaryOf(historyRun(100, day)));
    const trend = makeTrend(runs, [], [{ id: 'deadbeef0000', reason: 'no JSON' }]);
    expect(codes(trend)).toEqual(['trend-runs-left-out', 'trend-many-series']);
  });
});
