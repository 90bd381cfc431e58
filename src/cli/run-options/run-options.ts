import { Option } from 'commander';
import { parseDurationMs } from '../../decode/duration.ts';
import type { HttpSettings } from '../../engine/http/session.ts';
import type { RunLabel } from '../../model/run.ts';
import type { CompareSidesOptions } from '../compare-sides.ts';
import { type ClusterOptions, clusterOptions } from '../monitor/cluster-options.ts';
import { type AnalyseOptions, parsed, type StoreOptions, storeOption } from '../options.ts';
import { hostProblem } from './host-problem.ts';
import {
  type Header,
  parseConnections,
  parseHeader,
  parseHost,
  parseLabel,
  parseNames,
  parseRate,
  parseShare,
  parseWhole,
  type Share,
} from './parse.ts';

/** How much load, as the command line says it. */
export interface LoadOptions {
  readonly users?: number;
  /** Users started per second. */
  readonly spawnRate?: number;
  readonly runTime?: number;
  /** Tasks begun per second. */
  readonly rate?: number;
  readonly arrivals?: 'even' | 'poisson';
  readonly maxInFlight?: number;
  /** As it was typed; see `planOfStages`. */
  readonly stages?: string;
}

/** Where the load goes, and how. */
export interface TargetOptions {
  readonly host?: string;
  readonly header?: readonly Header[];
  /** ms */
  readonly timeout?: number;
  readonly connectTimeout?: number;
  readonly stopTimeout?: number;
  readonly insecure?: boolean;
  readonly connections?: HttpSettings['connections'];
  readonly allowPublicHost?: boolean;
}

/** Which part of the scenario. */
export interface ChoiceOptions {
  readonly scenario?: string;
  readonly tags?: readonly string[];
  readonly exclude?: readonly string[];
  readonly usersOf?: readonly Share[];
  readonly seed?: number;
  readonly workers?: number;
}

/** What is kept and written. */
export interface OutputOptions extends StoreOptions, Omit<CompareSidesOptions, keyof AnalyseOptions> {
  readonly label?: readonly (RunLabel | string)[];
  readonly csv?: string;
  readonly html?: string;
  readonly json?: boolean;
  /** False with `--no-report`. */
  readonly report?: boolean;
  /** What to compare with, as typed. */
  readonly baseline?: string;
  /** How the run is analysed; by `plimsoll demo`, which knows its target. */
  readonly analyse?: AnalyseOptions;
  /** 'run': the tables on standard output leave the comparison to the report. */
  readonly tables?: 'run';
}

/** What is watched of the cluster meanwhile. */
export interface MonitorOptions extends ClusterOptions {
  /** True without a name. */
  readonly monitor?: string | true;
  /** ms */
  readonly monitorAfter?: number;
}

/** The options of `plimsoll run`. */
export interface RunOptions extends LoadOptions, TargetOptions, ChoiceOptions, MonitorOptions, OutputOptions {
  readonly yes?: boolean;
}

/** `--users`, `--spawn-rate`, `--run-time`, `--rate`, `--arrivals`, `--max-in-flight` and `--stages` */
export function loadOptions(): readonly Option[] {
  return [
    wholeOption('-u, --users <number>', 'users at the peak (closed model)', 1, '50'),
    parsed(
      '-r, --spawn-rate <rate>',
      'users started per second (default: 1)',
      parseRate,
      'a number above zero, of users per second',
      '10',
    ),
    durationOption('-t, --run-time <duration>', 'how long, the start of the users included', '5m'),
    parsed(
      '--rate <rate>',
      'tasks begun per second, whatever the answers take (open model)',
      parseRate,
      'a number above zero, of tasks per second',
      '50/s',
    ).conflicts(['users', 'spawnRate', 'stages']),
    parsed(
      '--arrivals <kind>',
      'of a rate: even or poisson gaps (default: even)',
      (text) => (['even', 'poisson'] as const).find((kind) => kind === text.toLowerCase()) ?? null,
      'even or poisson',
      'poisson',
    ),
    wholeOption('--max-in-flight <number>', 'of a rate: at most so many tasks at a time', 1, '1000'),
    new Option(
      '--stages <list>',
      'users over time: 10@1m,10..50@2m; with /s a rate: 10/s@1m,10..50/s@2m',
    ).conflicts(['users', 'spawnRate', 'runTime']),
  ];
}

/** `--host`, `--header`, `--timeout` and what else is about the connection to the target */
export function targetOptions(): readonly Option[] {
  return [
    hostOption(),
    collected(
      '-H, --header <header>',
      'sent with every request; repeatable',
      (text) => one(parseHeader(text)),
      'a name and a value',
      '"Authorization: Bearer abc"',
    ),
    durationOption('--timeout <duration>', 'of a request (default: 30s)', '10s'),
    durationOption('--connect-timeout <duration>', 'of opening a connection (default: 10s)', '2s'),
    durationOption(
      '--stop-timeout <duration>',
      'how long users may finish what they are at (default: 30s)',
      '10s',
    ),
    new Option('--insecure', 'do not verify certificates'),
    parsed(
      '--connections <kind>',
      'per-user, or shared=N for a pool (default: per-user)',
      parseConnections,
      'per-user, shared or shared=N',
      'shared=100',
    ),
    new Option('--allow-public-host', 'allow a target that is neither loopback nor private'),
  ];
}

/** `--monitor`, `--monitor-after` and which cluster */
export function monitorOptions(): readonly Option[] {
  return [
    new Option(
      '--monitor [workload]',
      'watch this Deployment, StatefulSet or ReplicaSet meanwhile (default: the one that is autoscaled)',
    ),
    durationOption('--monitor-after <duration>', 'go on watching for so long after the load', '6m'),
    ...clusterOptions(),
  ];
}

/** `--host` */
export function hostOption(): Option {
  const option = parsed(
    '--host <url>',
    'where requests go (default: the scenario says, else http://localhost:8000)',
    parseHost,
    'a URL that begins with http:// or https://',
    'http://localhost:8000',
  );
  const parseAny = option.parseArg;
  return option.argParser((text: string, before: string | undefined) => {
    const problem = hostProblem(text);
    if (problem !== null) throw problem;
    return parseAny?.(text, before);
  });
}

/** `--scenario`, `--tags`, `--exclude`, `--users-of`, `--seed` and `--workers` */
export function choiceOptions(): readonly Option[] {
  const names = 'names, separated by commas';
  return [
    new Option('--scenario <file>', 'run this scenario with the load of the preset'),
    collected('--tags <list>', 'only tasks with one of these tags', parseNames, names, 'chat,health'),
    collected('--exclude <list>', 'no tasks with one of these tags', parseNames, names, 'metrics'),
    collected(
      '--users-of <type=share>',
      'the share of a user type; repeatable',
      (text) => one(parseShare(text)),
      'a user type and a number of at least zero',
      'stress=1',
    ),
    wholeOption('--seed <number>', 'makes the same draws again (default: drawn)', 0, '42'),
    wholeOption('--workers <number>', 'threads that make the load (default: 1)', 1, '2', 64),
  ];
}

/** `--label`, `--csv`, `--html`, `--json`, `--no-report` and `--store` */
export function outputOptions(): readonly Option[] {
  return [
    collected(
      '--label <text>',
      'what to call the run, or key=value to remember of it; repeatable',
      (text) => one(parseLabel(text)),
      'a text, or a key and a value',
      'commit=4fc0e1a',
    ),
    new Option('--csv <prefix>', "write the four files of Locust's --csv"),
    new Option('-o, --html <file>', 'write the report here (default: beside the run in the store)'),
    new Option('--json', 'print the result as JSON instead of tables'),
    new Option('--no-report', 'write no report'),
    storeOption(),
  ];
}

/** An option that takes a whole number from `least` to `most`. */
export function wholeOption(
  flags: string,
  description: string,
  least: number,
  example: string,
  most = Number.MAX_SAFE_INTEGER,
): Option {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return parsed(
    flags,
    description,
    (text) => parseWhole(text, least, most),
    `a whole number ${range}`,
    example,
  );
}

/** An option that takes a duration above zero, in ms. */
export function durationOption(flags: string, description: string, example: string): Option {
  const expected = 'a duration with its unit, above zero';
  return parsed(flags, description, (text) => parseDurationMs(text) || null, expected, example);
}

function one<T>(value: T | null): readonly T[] | null {
  return value === null ? null : [value];
}

/** An option that may be given again: the values of all are put together. */
function collected<T>(
  flags: string,
  description: string,
  parse: (text: string) => readonly T[] | null,
  expected: string,
  example: string,
): Option {
  const single = parsed(flags, description, parse, expected, example);
  const parseOne = single.parseArg;
  return single.argParser((text: string, before: readonly T[] | undefined): readonly T[] => [
    ...(before ?? []),
    ...((parseOne?.(text, []) ?? []) as readonly T[]),
  ]);
}
