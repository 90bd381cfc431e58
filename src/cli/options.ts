import { Option } from 'commander';
import { type Period, parseDurationMs, parsePeriod } from '../decode/duration.ts';
import { parseSize } from '../files/size.ts';
import { Problem } from '../model/problem.ts';
import type { ReporterId } from '../report/registry.ts';
import { DEFAULT_STORE } from '../store/layout.ts';

/** Where runs are stored. */
export interface StoreOptions {
  readonly store?: string;
}

/** How files are read. */
export interface ReadOptions {
  readonly maxSize?: number;
}

/** How runs are analysed. */
export interface AnalyseOptions {
  readonly steady?: Period;
  readonly wholeRun?: boolean;
  readonly apdex?: number;
  /** The p95 of all requests at which there are replicas enough, ms; by `plimsoll demo`, which knows its target. */
  readonly responseTimeLimitMs?: number;
  /** Options that the settings file set: where they make no sense they are left alone and not refused. */
  readonly usual?: readonly string[];
}

/**
 * An option whose value is parsed by `parse`; where that gives null, the value is refused with what was expected and
 * an example.
 */
export function parsed<T>(
  flags: string,
  description: string,
  parse: (text: string) => T | null,
  expected: string,
  example: string,
): Option {
  const option = new Option(flags, description);
  return option.argParser((text: string): T => {
    const value = parse(text);
    if (value !== null) return value;
    throw new Problem('usage', 'wrong-option-value', `${option.long} holds "${text}", expected ${expected}`, {
      fix: `Write for example: ${option.long} ${example}`,
    });
  });
}

/** `--store` */
export function storeOption(): Option {
  return new Option(
    '--store <folder>',
    `where runs are stored (default: PLIMSOLL_STORE or ${DEFAULT_STORE})`,
  );
}

/** `--max-size` */
export function maxSizeOption(): Option {
  return parsed(
    '--max-size <size>',
    'refuse files larger than this (default: 8GiB)',
    parseSize,
    'a size in bytes, kB, MB, GB, KiB, MiB or GiB',
    '20GiB',
  );
}

/** `--json` for a command that prints a summary */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON');
}

/** `--steady`, `--whole-run` and `--apdex` */
export function analysisOptions(): readonly Option[] {
  return [
    parsed(
      '--steady <from..to>',
      'the steady state, as time since the start: 30s..5m, 1m.. (default: detected)',
      parsePeriod,
      'two times with their units, the later one last',
      '30s..5m',
    ).conflicts('wholeRun'),
    new Option('--whole-run', 'take the whole run as the steady state'),
    apdexOption(),
  ];
}

/** `--apdex` */
export function apdexOption(): Option {
  return parsed(
    '--apdex <duration>',
    'Apdex: satisfied up to this response time (default: 500ms)',
    (text) => parseDurationMs(text) || null,
    'a duration with its unit, above zero',
    '500ms',
  );
}

/** The formats a report can have, the default first. */
const formats = [
  'html',
  'json',
  'markdown',
  'junit',
  'text',
  'github',
] as const satisfies readonly ReporterId[];

/** `--format`; `fallback` is what it is without this option and an output file. */
export function formatOption(fallback: ReporterId = 'html'): Option {
  return parsed(
    '--format <format>',
    `${formats.join(', ')} (default: by the ending of the output file, else ${fallback})`,
    (text) => formats.find((format) => format === text.toLowerCase()) ?? null,
    `one of ${formats.join(', ')}`,
    'text',
  );
}

/** `--summary` */
export function summaryOption(): Option {
  return new Option(
    '--summary <file>',
    'also add the report as Markdown to this file (default with --format github: GITHUB_STEP_SUMMARY)',
  );
}

/** `--trend`; true without a filter, and each further one narrows it. */
export function trendOption(): Option {
  return new Option(
    '--trend [filter]',
    'the trend over stored runs: all, those of a LABEL, or of KEY=VALUE (branch, commit, host, tool, or a label); repeatable',
  ).argParser((text: string, before: unknown) => [...(Array.isArray(before) ? before : []), text]);
}

/** `--to` of `export` */
export function exportFormatOption(): Option {
  const known = ['json', 'csv', 'xlsx', 'hlog'] as const;
  return parsed(
    '--to <format>',
    'json, csv, xlsx or hlog',
    (text) => known.find((format) => format === text.toLowerCase()) ?? null,
    'json, csv, xlsx or hlog',
    'csv',
  ).makeOptionMandatory();
}
