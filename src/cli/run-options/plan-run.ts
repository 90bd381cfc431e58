import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { parseDurationMs } from '../../decode/duration.ts';
import { nearestName } from '../../decode/near-name.ts';
import type { LoadTest, ScenarioReference } from '../../engine/load-test.ts';
import { loadWatchedScenario } from '../../engine/load-watched-scenario.ts';
import { planTypes } from '../../engine/user-types.ts';
import { Problem } from '../../model/problem.ts';
import { showText } from '../../report/format.ts';
import { type Preset, presets } from '../../scenario/presets.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Io } from '../io.ts';
import type { NamedTest } from '../perform-test.ts';
import { type Amounts, chooseLoad } from './choose-load.ts';
import { headersOf, httpPlanOf, USUAL_HOST } from './http-settings.ts';
import { nameOf } from './labels.ts';
import { planWords, shortfallWords } from './plan-words.ts';
import { askAmounts, confirmLoad } from './questions.ts';
import type { RunOptions } from './run-options.ts';

const USUAL_TIMEOUT_MS = 30_000;
const USUAL_STOP_TIMEOUT_MS = 30_000;
/** As many request names as a table can be read with, by far. */
const MOST_ENDPOINTS = 1000;

/** What a command line asks to be run. */
interface Asked {
  /** Null where the first argument is a scenario file. */
  readonly preset: Preset | null;
  readonly scenario: ScenarioReference;
}

/**
 * The test that a command line asks for; asks at the terminal for what is missing, and whether a stress test is meant.
 *
 * @returns null when the user does not want it after all.
 * @throws {Problem} when something is missing or contradicts itself, the scenario cannot be loaded, or no task is left.
 */
export async function planRun(what: string, options: RunOptions, io: Io): Promise<NamedTest | null> {
  const asked = whatIsAsked(what, options, io.cwd);
  const scenario = await loadWatchedScenario({ scenario: asked.scenario });
  const amounts = await amountsOf(asked.preset, options, io);
  const load = chooseLoad(options, { preset: amounts, scenario: scenario.load ?? null });
  const test = loadTestOf(asked.scenario, scenario, load, options, io);
  planTypes(scenario, test);
  const { preset } = asked;
  if (preset?.asksFirst && !options.yes) {
    const words = `${preset.id} means ${planWords(load)} against ${test.http.host}`;
    if (!(await confirmLoad(words, io))) return null;
  }
  const wantedUsers = options.stages === undefined ? (options.users ?? amounts?.users) : undefined;
  const shortfall = wantedUsers === undefined ? null : shortfallWords(load, wantedUsers);
  if (shortfall !== null) io.stderr.write(`${shortfall}\n`);
  const { label, labels, repeated } = nameOf(options.label ?? [], basename(what, extname(what)));
  for (const { key, value } of repeated) {
    io.stderr.write(`--label gives ${showText(key)} several values; the last counts: ${showText(value)}\n`);
  }
  return { test, scenario: scenario.name, label, labels };
}

function whatIsAsked(what: string, { scenario }: RunOptions, cwd: string): Asked {
  const preset = presets.find(({ id }) => id === what) ?? null;
  if (preset !== null) {
    return {
      preset,
      scenario: scenario === undefined ? { builtIn: 'chatbot' } : { file: scenarioFile(scenario, cwd) },
    };
  }
  if (scenario !== undefined) throw unknownPreset(what);
  return { preset: null, scenario: { file: scenarioFile(what, cwd) } };
}

/** @throws {Problem} 'no-such-scenario'. */
function scenarioFile(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  if (existsSync(path)) return path;
  const near = nearestName(file, presetNames());
  throw new Problem('input', 'no-such-scenario', `"${file}" is neither a preset nor a scenario file`, {
    fix:
      near === null
        ? `Presets are ${presetNames().join(', ')}. Begin a scenario with: plimsoll init`
        : `Did you mean "${near}"?`,
  });
}

function unknownPreset(what: string): Problem {
  const near = nearestName(what, presetNames());
  const problem = `--scenario names the scenario, and "${what}" is no preset`;
  return new Problem('usage', 'contradicting-options', problem, {
    fix: near === null ? `Presets are ${presetNames().join(', ')}.` : `Did you mean "${near}"?`,
  });
}

function presetNames(): readonly string[] {
  return presets.map(({ id }) => id);
}

async function amountsOf(
  preset: Asked['preset'],
  options: RunOptions,
  io: Io,
): Promise<Partial<Amounts> | null> {
  if (preset === null) return null;
  if (preset.load === null) return askAmounts(options, io);
  const { users, spawnRate, duration } = preset.load;
  const runTimeMs = parseDurationMs(duration);
  return { users, spawnPerS: spawnRate, ...(runTimeMs === null ? {} : { runTimeMs }) };
}

function loadTestOf(
  reference: ScenarioReference,
  scenario: Scenario,
  load: LoadTest['load'],
  options: RunOptions,
  { env }: Io,
): LoadTest {
  const host = options.host ?? scenario.host?.replace(/\/+$/, '') ?? USUAL_HOST;
  return {
    scenario: reference,
    load,
    http: httpPlanOf({ ...options, host }, env),
    headers: headersOf(options),
    timeoutMs: options.timeout ?? USUAL_TIMEOUT_MS,
    tags: options.tags ?? [],
    exclude: options.exclude ?? [],
    usersOf: Object.fromEntries((options.usersOf ?? []).map(({ type, share }) => [type, share])),
    seed: options.seed ?? randomInt(2 ** 31),
    workers: options.workers ?? 1,
    stopTimeoutMs: options.stopTimeout ?? USUAL_STOP_TIMEOUT_MS,
    maxEndpoints: MOST_ENDPOINTS,
  };
}
