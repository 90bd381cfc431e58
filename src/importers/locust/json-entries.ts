import { quote } from '../../decode/fields.ts';
import { endpointId, endpointLabel } from '../../model/endpoint-key.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { jsonValueEnd, parseJson } from './embedded-json.ts';
import { type JsonEntry, readJsonEntry } from './json-entry.ts';

/** The list of entries in a text, as far as it could be read. */
export interface JsonEntries {
  readonly entries: readonly JsonEntry[];
  readonly skipped: SkippedRows;
  /** True when the text ends before the list does. */
  readonly cutOff: boolean;
}

/** Bounds the work on a text that is full of lists without statistics. */
const MOST_LISTS = 20;

/** How an entry begins, indented as Locust does; found again by it after a damaged one. */
const ENTRY_START = /\n[^\S\n]*\{\s*"(?:name|method|last_request_timestamp|num_requests)"/g;

/**
 * Finds Locust's list of entries in a text: it may stand among lines of a log, as when standard output went to the same
 * file. Null when there is none.
 */
export function findJsonEntries(text: string): JsonEntries | null {
  const listStart = /(?:^|\n)[^\S\n]*\[(?=\s*[{\]])/g;
  let emptyList: JsonEntries | null = null;
  for (let tried = 0; tried < MOST_LISTS && listStart.exec(text) !== null; tried++) {
    const list = readList(text, listStart.lastIndex);
    if (list.entries.length > 0) return list;
    if (list.skipped.count === 0 && !list.cutOff) emptyList ??= list;
  }
  return emptyList;
}

function readList(text: string, start: number): JsonEntries {
  const entries: JsonEntry[] = [];
  const known = new Set<string>();
  const skipped = new SkippedRows();
  const lines = new LineCounter(text);
  const token = /[^\s,]/g;
  let at = start;
  let following = nextEntryStart(text, start);
  for (;;) {
    token.lastIndex = at;
    const next = token.exec(text);
    if (next === null) return { entries, skipped, cutOff: true };
    if (next[0] === ']') return { entries, skipped, cutOff: false };
    if (following !== null && following < next.index) following = nextEntryStart(text, next.index);
    // No string of JSON holds a line end, so no entry goes on beyond the beginning of another.
    const rest = text.slice(next.index, following ?? undefined);
    const end = next[0] === '{' ? jsonValueEnd(rest, 0) : -1;
    if (end === -1 && following === null) return { entries, skipped, cutOff: true };
    const entry = end === -1 ? { damage: 'is broken off' } : readJsonEntry(parseJson(rest.slice(0, end)));
    if ('damage' in entry) {
      skipped.add(lines.lineOf(next.index), entry.damage);
    } else if (known.has(endpointId(entry.key))) {
      skipped.add(lines.lineOf(next.index), `repeats ${quote(endpointLabel(entry.key))}`);
    } else {
      known.add(endpointId(entry.key));
      entries.push(entry);
    }
    at = end === -1 ? (following ?? text.length) : next.index + end;
  }
}

/** Where the line end before the next entry is; null when no entry begins a line any more. */
function nextEntryStart(text: string, from: number): number | null {
  ENTRY_START.lastIndex = from;
  return ENTRY_START.exec(text)?.index ?? null;
}

/** Line numbers, from 1, of ascending positions. */
class LineCounter {
  readonly #text: string;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  lineOf(index: number): number {
    for (let at = this.#text.indexOf('\n', this.#counted); at !== -1 && at < index; ) {
      this.#line++;
      this.#counted = at + 1;
      at = this.#text.indexOf('\n', this.#counted);
    }
    return this.#line;
  }
}
