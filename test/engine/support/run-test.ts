import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LoadTest, RunningTest, TestOutcome } from '../../../src/engine/load-test.ts';
import { mergeTicks } from '../../../src/engine/merge-ticks.ts';
import { startLoadTest } from '../../../src/engine/start-load-test.ts';
import type { EndpointTick, Tick } from '../../../src/engine/tick.ts';
import type { LoadPlan } from '../../../src/scenario/load-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let scenarios = 0;

/** So many users from the start to the end. */
export function constantUsers(users: number, durationMs: number): LoadPlan {
  return { kind: 'closed', stages: [{ fromUsers: users, toUsers: users, durationMs }] };
}

/** So many tasks a second from the start to the end. */
export function constantRate(
  perS: number,
  durationMs: number,
  bounds: { readonly maxInFlight?: number; readonly maxWaiting?: number } = {},
): LoadPlan {
  const stages = [{ fromPerS: perS, toPerS: perS, durationMs }];
  return { kind: 'open', stages, arrivals: 'even', maxInFlight: 1000, maxWaiting: 100_000, ...bounds };
}

export interface TestOptions extends Partial<Omit<LoadTest, 'scenario' | 'http'>> {
  /** The users of the scenario, as source text. */
  readonly users: string;
  /** Statements before it. */
  readonly before?: string;
  readonly host: string;
  readonly load: LoadPlan;
  readonly connections?: LoadTest['http']['connections'];
}

/** A test of a scenario that is written to a file, with what most tests have in common. */
export function loadTestOf(options: TestOptions): LoadTest {
  const { users, before = '', host, connections = 'per-user', ...rest } = options;
  scenarios += 1;
  const file = join(folder, `scenario-${scenarios}.ts`);
  writeFileSync(
    file,
    `import { between, check, constant, csvFeed, defineScenario, exponential, json, rowsFeed, status, text } from 'plimsoll';
${before}
export default defineScenario({ name: 'test', users: ${users} });`,
  );
  return {
    scenario: { file },
    http: {
      host,
      allowsPublicHosts: false,
      connections,
      connectTimeoutMs: 5000,
      isInsecure: false,
      maxBodyBytes: 1_000_000,
      env: {},
    },
    headers: {},
    timeoutMs: 10_000,
    tags: [],
    exclude: [],
    usersOf: {},
    seed: 1,
    workers: 1,
    stopTimeoutMs: 5000,
    maxEndpoints: 500,
    ...rest,
  };
}

export interface FinishedTest {
  readonly ticks: readonly Tick[];
  /** All of it. */
  readonly all: Tick;
  readonly outcome: TestOutcome;
  readonly startMs: number;
}

/** Runs it to its end, or until `during` stops it. */
export async function runTest(
  options: TestOptions,
  during: (running: RunningTest) => void = () => {},
): Promise<FinishedTest> {
  const ticks: Tick[] = [];
  const running = await startLoadTest(loadTestOf(options), (tick) => ticks.push(structuredClone(tick)));
  during(running);
  const outcome = await running.done;
  return { ticks, all: mergeTicks(ticks), outcome, startMs: running.startMs };
}

/** The endpoint of a finished test: 'GET /item'. */
export function endpointOf({ all }: FinishedTest, label: string): EndpointTick {
  const found = all.endpoints.find(({ key }) => `${key.method} ${key.name}` === label);
  if (found === undefined) throw new Error(`There is no ${label} among ${labelsOf(all)}.`);
  return found;
}

/** How often each endpoint was asked, by 'GET /item'. */
export function requestsOf({ all }: FinishedTest): Readonly<Record<string, number>> {
  return Object.fromEntries(
    all.endpoints.map(({ key, requests }) => [`${key.method} ${key.name}`, requests]),
  );
}

function labelsOf(all: Tick): string {
  return all.endpoints.map(({ key }) => `${key.method} ${key.name}`).join(', ');
}
