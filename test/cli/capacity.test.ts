import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { saveRun } from '../../src/store/save-run.ts';
import { NOW_MS, runCli, temporaryFolder } from '../support/cli.ts';
import { steppedRun } from '../support/stepped-run.ts';

/** Steps of a minute whose mean response time passes 200 ms after 40 users. */
const run = steppedRun(
  [5, 10, 20, 40, 80, 160].map((users, i) => ({
    users,
    perS: [20, 40, 75, 120, 130, 125][i] ?? 0,
    meanMs: [50, 60, 90, 150, 400, 900][i] ?? 0,
  })),
);

async function capacityOf(...args: readonly string[]) {
  const cwd = temporaryFolder();
  await saveRun(join(cwd, 'plimsoll-runs'), run, [], NOW_MS);
  const { stdout, stderr } = await runCli(['report', 'latest', '--json', ...args], { cwd });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as Result).analyses[0]?.capacity;
}

describe('the capacity in a report', () => {
  it('is judged by the upper limits that gates set', async () => {
    const capacity = await capacityOf(
      '--gate',
      'mean < 200ms',
      '--gate',
      'error_ratio < 5%',
      '--gate',
      'throughput > 1/s',
    );
    expect(capacity?.withinLimits).toEqual({
      limits: ['mean < 200ms', 'error_ratio < 5%'],
      largestKept: 40,
      smallestBroken: 80,
    });
  });

  it('may be judged by one endpoint, or each of them', async () => {
    expect((await capacityOf('--gate', 'mean{GET /chat} < 100ms'))?.withinLimits?.largestKept).toBe(20);
    expect((await capacityOf('--gate', 'mean{each} < 100ms'))?.withinLimits?.largestKept).toBe(20);
  });

  it('has no limits without gates', async () => {
    expect((await capacityOf())?.withinLimits).toBeNull();
  });
});
