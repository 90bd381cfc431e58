import { describe, expect, it } from 'vitest';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { Problem } from '../../../src/model/problem.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const HEADER = 'NAME   READY   UP-TO-DATE   AVAILABLE   AGE';
const ROWS = ['web    2/2     2            2           5d', 'web    2/4     2            2           5d'];
const TEST_STARTED_MS = Date.parse('2025-05-23T12:29:00Z');
const LISTED = '2025-05-23T12:29:04.000Z';
const CHANGED = '2025-05-23T12:30:16.000Z';

/** The end of the second in which a watch with these times told that four replicas are asked for. */
async function toldMs(lines: readonly string[], zone = 'Europe/Istanbul'): Promise<number> {
  const file = sourceFileFrom('deploy.txt', `${lines.join('\n')}\n`);
  const { timelines } = await importScaling([file], { zone: timeZone(zone, true), nearMs: TEST_STARTED_MS });
  const desired = timelines[0]?.replicas.find(({ quantity }) => quantity === 'desired');
  expect(desired?.levels.map(({ replicas }) => replicas)).toEqual([2, 4]);
  const began = desired?.levels[1]?.began;
  expect(began?.basis).toBe('watched');
  return began?.latestMs ?? Number.NaN;
}

function prefixed(listed: string, changed: string): readonly string[] {
  return [`${listed} ${HEADER}`, `${listed} ${ROWS[0]}`, `${changed} ${ROWS[1]}`];
}

describe('times before the lines of a watch', () => {
  it.each([
    ['ts', 'May 23 15:29:04', 'May 23 15:30:16'],
    ["ts '%Y-%m-%d %H:%M:%S'", '2025-05-23 15:29:04', '2025-05-23 15:30:16'],
    ["ts '[%Y-%m-%d %H:%M:%S]'", '[2025-05-23 15:29:04]', '[2025-05-23 15:30:16]'],
    ["ts '%Y-%m-%dT%H:%M:%S%z'", '2025-05-23T15:29:04+0300', '2025-05-23T15:30:16+0300'],
    ['date -u +%FT%TZ', '2025-05-23T12:29:04Z', '2025-05-23T12:30:16Z'],
    ['date, in the C locale', 'Fri May 23 15:29:04 +03 2025', 'Fri May 23 15:30:16 +03 2025'],
    ['date, 12 hours', 'Fri May 23 03:29:04 PM +03 2025', 'Fri May 23 03:30:16 PM +03 2025'],
    ['date, in English', 'Fri 23 May 2025 03:29:04 PM +03', 'Fri 23 May 2025 03:30:16 PM +03'],
    ['date, a zone that is no one’s own', 'Fri May 23 15:29:04 EET 2025', 'Fri May 23 15:30:16 EET 2025'],
    ['date +%s', '1748003344', '1748003416'],
    ['date +%T', '15:29:04', '15:30:16'],
    ['date +%T:', '15:29:04:', '15:30:16:'],
    ['a bar', '2025-05-23 15:29:04 |', '2025-05-23 15:30:16 |'],
  ])('%s', async (_, listed, changed) => {
    expect(await toldMs(prefixed(listed, changed))).toBe(Date.parse(CHANGED) + 1000);
  });

  it('with fractions of a second are as exact', async () => {
    expect(await toldMs(prefixed('1748003344.104512', '1748003416.250917'))).toBe(Date.parse(CHANGED) + 251);
    const iso = prefixed('2025-05-23T12:29:04.104Z', '2025-05-23T12:30:16.250Z');
    expect(await toldMs(iso)).toBe(Date.parse(CHANGED) + 251);
  });

  it('without a year are of the one in which the test ran', async () => {
    const lines = prefixed('Dec 31 23:59:58', 'Jan 01 00:00:30');
    const file = sourceFileFrom('deploy.txt', `${lines.join('\n')}\n`);
    const zone = timeZone('UTC', true);
    const { timelines } = await importScaling([file], { zone, nearMs: Date.parse('2026-01-01T00:00:10Z') });
    const { fromMs, toMs } = timelines[0]?.observed ?? { fromMs: 0, toMs: 0 };
    expect(new Date(fromMs).toISOString()).toBe('2025-12-31T23:59:57.000Z');
    expect(new Date(toMs).toISOString()).toBe('2026-01-01T00:00:31.000Z');
  });

  it.each([
    ['ts -s', '00:00:04', '00:01:16'],
    ['ts -s %.s', '4.000000', '76.000000'],
  ])('%s count from the beginning, taken to be the test’s, which is said', async (_, listed, changed) => {
    const file = sourceFileFrom('deploy.txt', prefixed(listed, changed).join('\n'));
    const read = await importScaling([file], { zone: timeZone('UTC', true), nearMs: TEST_STARTED_MS });
    const began = read.timelines[0]?.replicas[0]?.levels[1]?.began;
    expect(began?.latestMs).toBeGreaterThan(TEST_STARTED_MS + 76_000);
    expect(began?.latestMs).toBeLessThanOrEqual(TEST_STARTED_MS + 77_000);
    expect(read.notices.map(({ code }) => code)).toContain('scaling-relative-times');
  });

  it('ts -i count from the line before', async () => {
    const lines = [`00:00:04 ${HEADER}`, `00:00:00 ${ROWS[0]}`, `00:01:12 ${ROWS[1]}`];
    expect(await toldMs(lines)).toBe(TEST_STARTED_MS + 77_000);
  });
});

describe('rounds of a loop with a time above each', () => {
  it.each(['--- %', '=== % ===', '%', '[%]', '# %'])('%s', async (shape) => {
    const round = (iso: string, row: string) => [
      shape.replace('%', iso.slice(0, 19).replace('T', ' ')),
      HEADER,
      row,
    ];
    const lines = [
      ...round(LISTED, ROWS[0] ?? ''),
      ...round('2025-05-23T12:29:14Z', ROWS[0] ?? ''),
      ...round('2025-05-23T12:29:24Z', ROWS[1] ?? ''),
    ];
    const file = sourceFileFrom('loop.log', lines.join('\n'));
    const { timelines } = await importScaling([file], { zone: timeZone('UTC', true) });
    const began = timelines[0]?.replicas[0]?.levels[1]?.began;
    expect(began).toEqual({
      earliestMs: Date.parse('2025-05-23T12:29:14Z'),
      latestMs: Date.parse('2025-05-23T12:29:30Z'),
      basis: 'polled',
    });
  });
});

describe('without times', () => {
  it('nothing can be placed beside the load: what to do is said', async () => {
    const file = sourceFileFrom('deploy.txt', [HEADER, ...ROWS].join('\n'));
    const problem = await importScaling([file], { zone: timeZone('UTC', true) }).catch((error) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: 'scaling-without-times' });
    expect((problem as Problem).fix).toContain("| ts '%Y-%m-%dT%H:%M:%S%z'");
  });
});
