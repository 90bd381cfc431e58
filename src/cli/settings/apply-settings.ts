import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { parseGate } from '../../decode/gate/parse-gate.ts';
import type { Gate } from '../../model/gate.ts';
import { Problem } from '../../model/problem.ts';
import type { Settings } from '../../model/settings.ts';
import { showText } from '../../report/format.ts';
import type { Io } from '../io.ts';
import { apdexOption } from '../options.ts';
import { findSettings } from './find-settings.ts';
import { type ReadSettings, readSettings } from './read-settings.ts';

/** What a settings file may set: a command takes of it what it has options for. */
const MARK = 'store';
/** It makes everything itself, in a world of its own. */
const WITHOUT_SETTINGS = ['demo'];

/** Adds `--config` and `--no-config` to every command that a settings file has something for. */
export function addSettingsOptions(program: Command): void {
  for (const command of program.commands) {
    if (WITHOUT_SETTINGS.includes(command.name())) continue;
    addSettingsOptions(command);
    if (!command.options.some((option) => option.attributeName() === MARK)) continue;
    command
      .addOption(
        new Option('--config <file>', 'the settings file (default: plimsoll.config.* here or above)'),
      )
      .addOption(new Option('--no-config', 'read no settings file'));
  }
}

/**
 * Gives a command the settings of the file for what its command line does not say. Gates of both are put together.
 *
 * @throws {Problem} as `findSettings` and `readSettings`; 'invalid-settings' and 'invalid-gate' with file and line.
 */
export async function applySettings(command: Command, io: Io): Promise<void> {
  if (!command.options.some((option) => option.long === '--no-config')) return;
  const named: unknown = command.getOptionValue('config');
  if (named === false) return;
  const path = findSettings(typeof named === 'string' ? named : undefined, io.cwd);
  if (path === null) return;
  const read = await readSettings(path, io.cwd);
  const target = new SettingsTarget(command, read);
  applyAll(target, read.settings, path, io);
  if (target.has('gate')) io.stderr.write(`Settings: ${showText(read.file)}\n`);
}

function applyAll(target: SettingsTarget, settings: Settings, path: string, io: Io): void {
  const { gates, inconclusive, baseline, threshold, assumeNoise, renames, apdex, store, host, labels } =
    settings;
  if ((io.env['PLIMSOLL_STORE'] ?? '') === '' && store !== undefined) {
    target.set('store', 'store', resolve(dirname(path), store));
  }
  if (target.isTrend) return;
  target.addGates(gates ?? []);
  target.set('inconclusive', 'inconclusive', inconclusive);
  target.set('apdex', 'apdex', apdex);
  if (['check', 'run'].includes(target.name)) {
    target.set('baseline', 'baseline', typeof baseline === 'object' ? baseline.join(',') : baseline);
  }
  if (target.name === 'run') {
    target.set('host', 'host', host);
    // A test has no option for it, and its report is to say the same as that of "report".
    if (apdex !== undefined)
      target.setValue('analyse', { apdex: target.parsed('apdex', apdexOption(), apdex) });
    target.prepend(
      'labels',
      'label',
      Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`),
    );
  }
  if (!target.isComparing) return;
  target.set('threshold', 'threshold', threshold);
  target.set('assumeNoise', 'assumeNoise', assumeNoise === true ? true : assumeNoise || undefined);
  const renamed = Object.entries(renames ?? {}).map(([before, after]) => `${before}=${after}`);
  target.setValue('usualRenames', renamed);
}

/** The options of one command, as far as the command line left them open. */
class SettingsTarget {
  readonly #command: Command;
  readonly #read: ReadSettings;
  readonly #usual: string[] = [];

  constructor(command: Command, read: ReadSettings) {
    this.#command = command;
    this.#read = read;
    // The list grows while settings are applied.
    command.setOptionValue('usual', this.#usual);
  }

  get name(): string {
    return this.#command.name();
  }

  has(option: string): boolean {
    return this.#option(option) !== undefined;
  }

  /** A trend takes stored runs as they are, and judges nothing. */
  get isTrend(): boolean {
    return this.#command.getOptionValue('trend') !== undefined;
  }

  /** Whether there will be something to compare: what is about comparisons is refused without. */
  get isComparing(): boolean {
    return this.name === 'compare' || this.#command.getOptionValue('baseline') !== undefined;
  }

  /** Sets an option by its text, as if it had been typed; `true` as it is. */
  set(key: keyof Settings, name: string, value: string | true | undefined): void {
    const option = this.#option(name);
    if (value === undefined || option === undefined) return;
    if (this.#command.getOptionValue(name) !== undefined) return;
    this.setValue(name, value === true ? true : this.parsed(key, option, value));
    this.#usual.push(name);
  }

  /** Puts values before those of an option that may be given again. */
  prepend(key: keyof Settings, name: string, values: readonly string[]): void {
    const option = this.#option(name);
    if (option === undefined) return;
    let all: unknown;
    for (const value of values) all = this.parsed(key, option, value, all);
    const typed = (this.#command.getOptionValue(name) ?? []) as readonly unknown[];
    if (all !== undefined) this.setValue(name, [...(all as readonly unknown[]), ...typed]);
  }

  addGates(texts: readonly string[]): void {
    if (!this.has('gate') || texts.length === 0) return;
    const { file, lineOf } = this.#read;
    const gates = texts.map((text, i) => {
      const line = lineOf(['gates', i]);
      return parseGate(text, line === null ? { file } : { file, line });
    });
    const typed = (this.#command.getOptionValue('gate') ?? []) as readonly Gate[];
    this.setValue('gate', [...gates, ...typed]);
  }

  setValue(name: string, value: unknown): void {
    this.#command.setOptionValueWithSource(name, value, 'config');
  }

  #option(name: string): Option | undefined {
    return this.#command.options.find((option) => option.attributeName() === name);
  }

  /**
   * What an option makes of a text.
   *
   * @param before of an option that may be given again, what it has so far.
   * @throws {Problem} what the option finds wrong, said of the key.
   */
  parsed(key: keyof Settings, option: Option, text: string, before?: unknown): unknown {
    if (option.parseArg === undefined) return text;
    try {
      return option.parseArg(text, before);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const line = this.#read.lineOf([key]);
      const { file } = this.#read;
      const asKey = (words: string) => words.replaceAll(`${option.long} `, `"${key}" `);
      throw new Problem('usage', 'invalid-settings', asKey(error.message), {
        where: line === null ? { file } : { file, line },
        ...(error.fix === undefined ? {} : { fix: error.fix.replaceAll(`${option.long} `, `${key}: `) }),
      });
    }
  }
}
