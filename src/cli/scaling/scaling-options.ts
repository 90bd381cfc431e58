import { Option } from 'commander';
import { parseDurationMs } from '../../decode/duration.ts';
import { type TimeZone, timeZone } from '../../importers/scaling/time-zone.ts';
import { parsed } from '../options.ts';

/** What a command line says of logs of scaling. */
export interface ScalingOptions {
  /** Files, folders or ids of the monitor's recordings. */
  readonly scaling?: readonly string[];
  readonly timezone?: string;
  /** Added to the logs' times, in ms. */
  readonly clockShift?: number;
}

/** `--scaling`, `--timezone`, `--clock-shift`. */
export function scalingOptions(): readonly Option[] {
  const collect = (path: string, before: readonly string[] | undefined) => [...(before ?? []), path];
  return [
    new Option(
      '--scaling <path>',
      'a log of how the service scaled meanwhile: of the legacy monitor, kubectl, Prometheus …; repeatable',
    ).argParser(collect),
    new Option(
      '--timezone <zone>',
      "where that log's times without a zone were written, such as Europe/Istanbul or +03:00 (default: this machine's)",
    ),
    parsed(
      '--clock-shift <duration>',
      "added to that log's times, where its clock differed, such as 37s or -2m",
      parseShift,
      'a duration',
      '37s',
    ),
  ];
}

/** The zone asked for, or this machine's. @throws {Problem} 'unknown-timezone'. */
export function zoneOf({ timezone }: ScalingOptions): TimeZone {
  return timezone === undefined
    ? timeZone(Intl.DateTimeFormat().resolvedOptions().timeZone, false)
    : timeZone(timezone, true);
}

function parseShift(text: string): number | null {
  const [, sign, duration = ''] = /^([+-]?)(.+)$/.exec(text.trim()) ?? [];
  const ms = parseDurationMs(duration);
  return ms !== null && sign === '-' ? -ms : ms;
}
