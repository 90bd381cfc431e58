import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { systemErrorCode, unreadable } from '../decode/file-problem.ts';
import { nearestName } from '../decode/near-name.ts';
import { type Feed, type FeedOptions, feedOf } from './feed.ts';
import { invalidFeed } from './invalid-feed.ts';
import { shownValue } from './invalid-scenario.ts';
import { scenarioFile } from './scenario-folder.ts';

/** Rows stay in memory, once per worker. */
const LARGEST_FILE_BYTES = 268_435_456;

/** One row of a CSV file: its cells by the header of their column. */
export type CsvRow = Readonly<Record<string, string>>;

/**
 * A feed of the rows of a CSV file (RFC 4180, UTF-8), whose first row is the header. The delimiter is the one of `,`
 * `;` and tab that the header has most of.
 *
 * @param file relative to the folder of the scenario, or a URL.
 * @throws {Problem} 'cannot-read', or 'invalid-feed' with file and line.
 */
export function csvFeed<Row = CsvRow>(file: string | URL, options: FeedOptions = {}): Feed<Row> {
  const name = String(file);
  const [header, ...records] = readRecords(name, readText(file, name));
  if (header === undefined) {
    throw invalidFeed(`the feed "${name}" is empty`, 'Give it a row of column names, then rows of values.');
  }
  const columns = header.cells;
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index);
  if (repeated !== undefined) {
    throw invalidFeed(`the feed "${name}" has two columns "${repeated}"`, 'Rename one of them.', {
      file: name,
      line: header.line,
    });
  }
  const rows = records.map(({ cells, line }) => {
    if (cells.length === columns.length) {
      return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
    }
    throw invalidFeed(
      `line ${line} of the feed "${name}" has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the header has ${columns.length}`,
      'Give every row as many cells as the header; put cells with a comma in them into double quotes.',
      { file: name, line },
    );
  });
  // The author of a scenario states what the columns are.
  return feedOf(name, rows as readonly unknown[] as readonly Row[], options);
}

/**
 * A feed of the items of a JSON file, which must be a list.
 *
 * @param file relative to the folder of the scenario, or a URL.
 * @throws {Problem} 'cannot-read' or 'invalid-feed'.
 */
export function jsonFeed<Row = unknown>(file: string | URL, options: FeedOptions = {}): Feed<Row> {
  const name = String(file);
  const rows = parseJson(name, readText(file, name));
  if (!Array.isArray(rows)) {
    throw invalidFeed(`the feed "${name}" is no list`, 'Write its rows as a list: [{…}, {…}].', {
      file: name,
    });
  }
  return feedOf<Row>(name, rows, options);
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidFeed(
      `the feed "${name}" is not JSON: ${error.message}`,
      'Write its rows as a list: [{…}, {…}].',
      {
        file: name,
      },
    );
  }
}

interface CsvRecord {
  readonly cells: readonly string[];
  /** The line it ends on, from 1. */
  readonly line: number;
}

function readRecords(name: string, text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  const take = (cells: string[], info: { readonly lines: number }): null => {
    records.push({ cells, line: info.lines });
    return null;
  };
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = Reflect.get(error, 'lines');
    const reason =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'opens a quote that is never closed'
        : 'has a quote inside a cell';
    throw invalidFeed(
      `line ${String(line)} of the feed "${name}" ${reason}`,
      'Put the cell into double quotes, and write a quote in it twice.',
      typeof line === 'number' ? { file: name, line } : { file: name },
    );
  }
  return records;
}

function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

function readText(file: string | URL, name: string): string {
  if (typeof file !== 'string' && !(file instanceof URL)) {
    throw invalidFeed(`the file of a feed is ${shownValue(file)}`, 'Name a file: csvFeed("accounts.csv").');
  }
  const path = scenarioFile(file);
  const bytes = readBytes(path, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidFeed(`the feed "${name}" is not UTF-8 text`, 'Save it as UTF-8.', { file: name });
  }
}

function readBytes(path: string, name: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size <= LARGEST_FILE_BYTES) return readFileSync(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') throw missing(path, name);
    throw unreadable(name, error);
  }
  throw invalidFeed(
    `the feed "${name}" is larger than 256 MiB`,
    'Cut it: every worker keeps all of it in memory.',
    {
      file: name,
    },
  );
}

function missing(path: string, name: string): Error {
  const near = nearestName(basename(path), siblingsOf(path));
  return invalidFeed(
    `there is no file "${name}" for a feed`,
    `${near === null ? '' : `Did you mean "${near}"? `}Files of feeds are looked for in the folder of the scenario, ${dirname(path)}.`,
    { file: name },
  );
}

function siblingsOf(path: string): readonly string[] {
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
}
