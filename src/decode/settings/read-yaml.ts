import { LineCounter, parseDocument } from 'yaml';
import { Problem } from '../../model/problem.ts';
import type { LineOf } from './check-settings.ts';

/** What a YAML or JSON text holds, and where. */
export interface TextSettings {
  readonly value: unknown;
  readonly lineOf: LineOf;
}

/** Beyond this, aliases of aliases would grow without end. */
const MOST_ALIASES = 100;

/**
 * The value of a text in YAML 1.2, of which JSON is a part.
 *
 * @throws {Problem} 'invalid-settings', with file and line.
 */
export function readYaml(text: string, file: string): TextSettings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw unreadable(error.message, file, lines.linePos(error.pos[0]).line);
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return {
      value,
      lineOf(path) {
        const node = document.getIn(path, true) as { readonly range?: readonly number[] | null } | undefined;
        const [start] = node?.range ?? [];
        return start === undefined ? null : lines.linePos(start).line;
      },
    };
  } catch (thrown) {
    throw unreadable(thrown instanceof Error ? thrown.message : String(thrown), file, 1);
  }
}

function unreadable(message: string, file: string, line: number): Problem {
  const [first = ''] = message.split('\n');
  return new Problem('usage', 'invalid-settings', `this cannot be read: ${first.replace(/[.:]$/, '')}`, {
    where: { file, line },
    fix: 'Correct that line.',
  });
}
