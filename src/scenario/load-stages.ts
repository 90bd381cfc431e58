import { parseDurationMs } from '../decode/duration.ts';
import { Problem } from '../model/problem.ts';

/** A part of a load: from one level evenly to another. */
export interface Stage {
  readonly from: number;
  readonly to: number;
  readonly durationMs: number;
}

/**
 * Reads stages such as '10@1m, 10..50@2m, 50@5m': ten for a minute, then evenly up to fifty over two, then fifty for
 * five. Blanks may stand around every part.
 *
 * ```text
 * stages   = stage *( "," stage )
 * stage    = level [ ".." level ] "@" duration
 * level    = 1*digit [ "." 1*digit ]            ; of users: whole
 * duration = 1*( level ( "ms" / "s" / "m" / "min" / "h" ) )
 * ```
 *
 * @param options.isWhole whether levels are whole numbers, as of users.
 * @throws {Problem} 'invalid-stages' with the column (from 1) of what cannot be read.
 */
export function parseStages(text: string, options: { readonly isWhole: boolean }): readonly Stage[] {
  const stages: Stage[] = [];
  let at = 0;
  for (const part of String(text).split(',')) {
    stages.push(parseStage(part, { text: String(text), at, isWhole: options.isWhole }));
    at += part.length + 1;
  }
  return stages;
}

/** Where a stage stands in the whole text. */
interface Position {
  readonly text: string;
  readonly at: number;
  readonly isWhole: boolean;
}

function parseStage(part: string, position: Position): Stage {
  const [levels = '', duration, ...rest] = part.split('@');
  const firstAt = part.length - part.trimStart().length;
  if (part.trim() === '') throw unreadable(position, firstAt, 'a stage is empty');
  if (duration === undefined) throw unreadable(position, part.trimEnd().length, 'how long is missing');
  const durationAt = levels.length + 1;
  if (rest.length > 0) throw unreadable(position, durationAt + duration.length, 'a comma is missing before');
  const durationMs = parseDurationMs(duration);
  if (durationMs === null || durationMs === 0) {
    const blanks = duration.length - duration.trimStart().length;
    throw unreadable(position, durationAt + blanks, `"${duration.trim()}" is no duration`);
  }
  const [from = '', to, more] = levels.split('..');
  if (more !== undefined)
    throw unreadable(position, levels.lastIndexOf('..'), 'a stage has two levels at most');
  const fromLevel = parseLevel(from, 0, position);
  const toLevel = to === undefined ? fromLevel : parseLevel(to, from.length + 2, position);
  return { from: fromLevel, to: toLevel, durationMs };
}

function parseLevel(text: string, at: number, position: Position): number {
  const level = text.trim();
  const pattern = position.isWhole ? /^\d{1,9}$/ : /^\d{1,9}(?:\.\d+)?$/;
  if (pattern.test(level)) return Number(level);
  const kind = position.isWhole ? 'whole number' : 'number';
  throw unreadable(position, at + text.length - text.trimStart().length, `"${level}" is no ${kind}`);
}

function unreadable(position: Position, at: number, what: string): Problem {
  return new Problem(
    'usage',
    'invalid-stages',
    `the stages "${position.text}" cannot be read: ${what} (column ${position.at + at + 1})`,
    {
      fix: 'Write levels and how long they last, such as "10@1m, 10..50@2m, 50@5m": 10 for a minute, then up to 50 in two, then 50 for five.',
    },
  );
}
