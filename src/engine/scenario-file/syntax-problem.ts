import { Script } from 'node:vm';
import { Problem } from '../../model/problem.ts';
import { shownFile } from './shown-file.ts';
import { transformedFiles } from './transformed-files.ts';

const LONGEST_LINE = 120;

/** Why a file cannot be read as TypeScript or JavaScript. */
export interface SyntaxFailure {
  readonly file: string;
  readonly source: string;
  /** From 1; 0 when it is not known. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** The problem with a file that cannot be read: line, column, and the line as it stands there. */
export function syntaxProblem(failure: SyntaxFailure): Problem {
  const { file, source, line, column } = failure;
  const text = (source.split(/\r?\n/)[line - 1] ?? '').trim();
  const shown = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
  const message = failure.message.trim().replace(/[.;]$/, '');
  const where =
    line > 0 ? { file: shownFile(file), line, column: String(column) } : { file: shownFile(file) };
  return new Problem(
    'input',
    'scenario-syntax',
    `${message === '' ? 'syntax error' : `syntax error: ${message}`}${line > 0 ? `, in column ${column} of this line: ${shown}` : ''}`,
    { where, fix: 'Correct that line; an editor with TypeScript marks it as well.' },
  );
}

/**
 * The problem when a file was transformed, and Node still cannot read it: Babel takes regular expressions as they are.
 */
export function engineSyntaxProblem(error: SyntaxError): Problem {
  // The last that was transformed is the one that was about to run.
  for (const [file, { code }] of [...transformedFiles()].reverse()) {
    const line = brokenLine(file, code);
    if (line !== null) {
      return new Problem('input', 'scenario-syntax', `syntax error: ${error.message}`, {
        where: { file: shownFile(file), line },
        fix: 'Correct that line; an editor with TypeScript marks it as well.',
      });
    }
  }
  return new Problem('input', 'scenario-syntax', `syntax error: ${error.message}`, {
    fix: 'Correct the scenario or the file that it imports.',
  });
}

/** Only reads the code; nothing of it runs. */
function brokenLine(file: string, code: string): number | null {
  try {
    new Script(`(async function () { ${code}\n});`, { filename: file });
    return null;
  } catch (error) {
    const stack = error instanceof SyntaxError ? (error.stack ?? '') : '';
    const place = stack.startsWith(`${file}:`) ? /^:(\d+)/.exec(stack.slice(file.length)) : null;
    return place === null ? null : Number(place[1]);
  }
}
