import type { GateSelector } from '../../model/gate.ts';
import type { GateReader } from './reader.ts';

/**
 * selector ::= "{" ( "each" | "total" | name | '"' name in JSON '"' ) "}"
 *
 * Names with braces need no quotes as long as each is closed: `{GET /users/{id}}`. Null where none stands here.
 */
export function parseSelector(reader: GateReader): GateSelector | null {
  const start = reader.at;
  if (reader.take(/\{/) === null) return null;
  if (reader.rest.startsWith('"')) return quoted(reader, start);
  const length = lengthToClosing(reader.rest);
  if (length === null) {
    throw reader.problem(start, 'this brace is not closed', 'Write for example: p95{POST /chat} < 2s');
  }
  const name = reader.rest.slice(0, length).trim();
  const nameAt = reader.at;
  reader.backTo(nameAt + length + 1);
  if (name === '') {
    throw reader.problem(
      start,
      'these braces name no endpoint',
      'Write for example: {POST /chat}, {each} or {total}',
    );
  }
  if (name.toLowerCase() === 'each') return { kind: 'each' };
  if (name.toLowerCase() === 'total') return { kind: 'total' };
  return { kind: 'named', name };
}

function quoted(reader: GateReader, start: number): GateSelector {
  const at = reader.at;
  const text = reader.take(/"(?:[^"\\]|\\.)*"/s);
  const name = text === null ? null : fromJson(text);
  if (name === null || name.trim() === '') {
    throw reader.problem(at, 'this is no name in quotes', 'Write for example: {"POST /chat"}');
  }
  if (reader.take(/\}/) === null) {
    throw reader.problem(start, 'this brace is not closed', 'Write for example: {"POST /chat"}');
  }
  return { kind: 'named', name };
}

function fromJson(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Up to the brace that closes the one before the text; null when none does. */
function lengthToClosing(text: string): number | null {
  let open = 1;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === '{') open += 1;
    if (character === '}') open -= 1;
    if (open === 0) return i;
  }
  return null;
}
