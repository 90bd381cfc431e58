import { describe, expect, it } from 'vitest';
import { attachScaling, runOfRecord } from '../../../src/importers/scaling/attach-scaling.ts';
import type { ScalingImport } from '../../../src/importers/scaling/import-scaling.ts';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { Problem } from '../../../src/model/problem.ts';
import { runOf, START_MS, windowsOf } from '../../support/run-example.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const MINUTE_MS = 60_000;
/** Ten minutes of load. */
const run = runOf(
  windowsOf(Array.from({ length: 600 }, () => 5)),
  Array.from({ length: 600 }, () => 10),
);

/** The legacy monitor's log, a round every 10 s for five minutes, in which 2 replicas become 4 in the middle. */
async function logFrom(startMs: number, timezone = 'UTC'): Promise<ScalingImport> {
  const rounds = Array.from({ length: 30 }, (_, i) => {
    const stamp = new Date(startMs + i * 10_000).toISOString().slice(0, 19).replace('T', ' ');
    const replicas = i < 15 ? 2 : 4;
    return `${stamp} - Deployment Status:\n  Ready: ${replicas}/${replicas}  Up-to-date: ${replicas}  Available: ${replicas}\n\n`;
  });
  return importScaling([sourceFileFrom('scaling.log', rounds.join(''))], { zone: timeZone(timezone, true) });
}

function riseOf(attached: typeof run) {
  const desired = attached.scaling[0]?.replicas.find(({ quantity }) => quantity === 'desired');
  return desired?.levels[1]?.began;
}

const ESTIMATED = { clockShiftMs: null };

describe('a record of scaling beside a run', () => {
  it('is attached as it is when nothing speaks against its clock, and its file belongs to the run', async () => {
    const record = await logFrom(START_MS + MINUTE_MS);
    const attached = attachScaling(run, record, ESTIMATED);
    expect(attached.id).not.toBe(run.id);
    expect(attached.source.files.map(({ name }) => name)).toContain('scaling.log');
    expect(attached.scaling[0]?.clock).toMatchObject({
      shiftMs: 0,
      basis: 'same-clock',
      uncertaintyMs: null,
    });
    // Between the round before and the end of the one that shows it.
    expect(riseOf(attached)?.earliestMs).toBe(START_MS + MINUTE_MS + 140_000);
  });

  it('is moved by what the user says', async () => {
    const attached = attachScaling(run, await logFrom(START_MS + MINUTE_MS), { clockShiftMs: 37_000 });
    expect(attached.scaling[0]?.clock).toMatchObject({ shiftMs: 37_000, basis: 'given', uncertaintyMs: 0 });
    expect(riseOf(attached)?.earliestMs).toBe(START_MS + MINUTE_MS + 177_000);
    expect(attached.scaling[0]?.observed.fromMs).toBe(START_MS + MINUTE_MS + 37_000);
  });

  it('is moved, and doubted, when replicas rose before there was any load', async () => {
    const attached = attachScaling(run, await logFrom(START_MS - 4 * MINUTE_MS), ESTIMATED);
    const { clock } = attached.scaling[0] ?? {};
    expect(clock).toMatchObject({ basis: 'overlap', uncertaintyMs: 30_000 });
    const rise = riseOf(attached);
    expect(rise?.latestMs).toBeGreaterThanOrEqual(START_MS);
    expect(attached.notices.map(({ code }) => code)).toContain('clock-skew-estimated');
  });

  it('of another time is refused, with both times', async () => {
    const record = await logFrom(START_MS - 24 * 60 * MINUTE_MS);
    expect(() => attachScaling(run, record, ESTIMATED)).toThrow(
      'is of 2026-11-21 14:30:00 to 14:34:51 UTC, the load test of 2026-11-22 14:30:00 to 14:40:00 UTC',
    );
  });

  it('of another hour is refused with a word on time zones', async () => {
    const record = await logFrom(START_MS + 3 * 60 * MINUTE_MS + MINUTE_MS);
    let problem: unknown;
    try {
      attachScaling(run, record, ESTIMATED);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(Problem);
    expect((problem as Problem).fix).toContain('if it was written 3 h further east');
    // Which it was.
    const inIstanbul = await logFrom(START_MS + 3 * 60 * MINUTE_MS + MINUTE_MS, 'Europe/Istanbul');
    expect(attachScaling(run, inIstanbul, ESTIMATED).scaling[0]?.clock.timezone).toBe('Europe/Istanbul');
  });

  it('that overlaps by seconds is attached with a warning', async () => {
    const attached = attachScaling(run, await logFrom(START_MS + 9 * MINUTE_MS + 55_000), ESTIMATED);
    expect(attached.notices.map(({ code }) => code)).toContain('scaling-short-overlap');
  });

  it('stands unconnected beside a run without clock times', () => {
    const timeless = { ...run, startMs: null, endMs: null, users: null };
    return logFrom(START_MS).then((record) => {
      const attached = attachScaling(timeless, record, ESTIMATED);
      expect(attached.scaling).toHaveLength(1);
      expect(attached.notices.map(({ code }) => code)).toContain('scaling-not-aligned');
    });
  });
});

describe('a record without a load test', () => {
  it('is a run of its own', async () => {
    const alone = runOfRecord(await logFrom(START_MS), 'scaling', ESTIMATED);
    expect(alone).toMatchObject({
      label: 'scaling',
      startMs: START_MS,
      endpoints: [],
      load: { kind: 'unknown' },
    });
    expect(alone.notices.map(({ code }) => code)).toContain('no-load-test');
  });
});
