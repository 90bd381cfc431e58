import { shortText } from '../format.ts';

/**
 * Text from outside as code, on one line, in a table or out of it. GitHub interprets nothing within code: no
 * markup, no mention, no reference, no link. Pipes stand between the pieces of code, because a backslash before a pipe
 * cannot be written within code in a table.
 */
export function codeOf(text: string, length = 120): string {
  const shown = shortText(text, length);
  if (shown.trim() === '') return '*(no name)*';
  return shown
    .split('|')
    .map((part) => (part === '' ? '' : codeSpan(part)))
    .join('\\|');
}

/** CommonMark 0.31.2, section 6.1: the fence is longer than any run of backticks inside. */
function codeSpan(text: string): string {
  const longestRun = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const needsPadding = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  const padding = needsPadding ? ' ' : '';
  return fence + padding + text + padding + fence;
}

/** Every character that may start or end some markup of GitHub's within a line. */
const MARKUP = /[\\`*_{}[\]<>()|~^&#]/g;
/**
 * What GitHub turns into links, pictures or formulas after the markup is read, so that a backslash is no help:
 * mentions, references, schemes, emoji by name (a time of day is none) and hashes of commits.
 */
const INTERPRETED =
  /[@#!](?=\S)|\bgh-(?=\d)|:(?=\/\/|[\w+-]*[a-z_+-][\w+-]*:|100:|1234:)|\b[0-9a-f]{7,40}\b/gi;
const EMPTY_COMMENT = '<!-- -->';

/** A hash is taken apart into pieces too short for one; everything else is cut off from what follows. */
function broken(found: string): string {
  return found.length < 7 ? found + EMPTY_COMMENT : found.replace(/.{6}(?=.)/g, `$&${EMPTY_COMMENT}`);
}

/**
 * A sentence that may hold text from outside: shown as it is, on one line, none of it interpreted. Mentions, issue
 * and commit references are broken by an empty comment, which disappears (github/cmark-gfm, issue 181). Must not stand
 * at the start of a line, where a number sign or a hyphen would start a heading or a list.
 */
export function proseOf(text: string, length = 500): string {
  return shortText(text, length)
    .trim()
    .replace(MARKUP, '\\$&')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(INTERPRETED, broken)
    .replaceAll('$', '<span>$</span>');
}
