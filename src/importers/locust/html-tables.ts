import { mayBeEscaped, unescapeHtml } from './html-text.ts';

/** A table of a report up to 2.27, without HTML escapes. */
export interface HtmlTable {
  readonly titles: readonly string[];
  /** Each as long as the titles. */
  readonly rows: readonly (readonly string[])[];
  readonly damagedRows: number;
}

/** A cell with a number, up to the next tag. */
const NUMBER_CELL = /<td>\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*<\/td>\n[ \t]{8,}$/;
const LONGEST_NUMBER_CELL = 300;
/** In these reports each tag of a row stands on a line of its own, far indented: a text that holds tags is told by that. */
const INDENT = /^\n[ \t]{8,}$/;
const AFTER_TABLE = /\n[ \t]{8,}<h2>[A-Z][A-Za-z ]*<\/h2>\n|\n {4}<script>/;
const CELL_SEPARATOR = /<\/td>\n[ \t]{8,}<td>/;

/**
 * The table under a heading, in the markup of Locust's own template and no other. The versions from 1.4.2 to 2.10.1 did
 * not escape names and messages, so a cell may hold any markup: rows are recognised by the numbers at their end.
 *
 * @param textColumns how many columns of text come first; all further ones are numbers.
 */
export function readHtmlTable(html: string, heading: string, textColumns: number): HtmlTable {
  const { titles, body } = tableUnder(html, heading);
  const rows: (readonly string[])[] = [];
  let damagedRows = 0;
  let start = 0;
  for (let end = body.indexOf('</tr>'); end !== -1; end = body.indexOf('</tr>', end + 1)) {
    const tail = numbersBefore(body, end, titles.length - textColumns);
    if (tail === null || tail.start < start) continue;
    const texts = splitTexts(body.slice(start, tail.start), textColumns);
    if (texts === null) damagedRows++;
    else rows.push([...texts, ...tail.numbers]);
    start = end + '</tr>'.length;
  }
  return { titles, rows: unescapeRows(rows), damagedRows };
}

/** The table of exceptions: a count, then three texts. */
export function readExceptionTable(html: string): HtmlTable {
  const { titles, body } = tableUnder(html, 'Exceptions Statistics');
  const starts = [...body.matchAll(/<tr[^>\n]*>\s*<td>(\d+)<\/td>\n[ \t]{8,}<td>/g)];
  const rows = starts.map((found, index) => {
    const text = body.slice(found.index + found[0].length, starts[index + 1]?.index);
    const end = text.search(/<\/td>\s*<\/tr>\s*(?:<\/tbody>.*)?$/s);
    const [message = '', ...rest] = text.slice(0, end === -1 ? undefined : end).split(CELL_SEPARATOR);
    return [found[1] ?? '', message, rest.slice(0, -1).join('\n'), rest.at(-1) ?? ''];
  });
  return { titles, rows: unescapeRows(rows), damagedRows: 0 };
}

/** From the heading to the next one, or to the scripts at the end. */
function tableUnder(html: string, heading: string): { titles: readonly string[]; body: string } {
  const start = html.search(new RegExp(`\\n[ \\t]{8,}<h2>${heading}</h2>\\n`));
  const head = start === -1 ? -1 : html.indexOf('<tbody>', start);
  if (head === -1) return { titles: [], body: '' };
  const titles = [...html.slice(start, head).matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(
    (found) => found[1] ?? '',
  );
  const rest = html.slice(head + '<tbody>'.length);
  const next = rest.search(AFTER_TABLE);
  return { titles, body: next === -1 ? rest : rest.slice(0, next) };
}

/** The numbers in the cells right before `end`, and where the first of these cells begins. */
function numbersBefore(
  body: string,
  end: number,
  count: number,
): { readonly start: number; readonly numbers: readonly string[] } | null {
  const numbers: string[] = [];
  let start = end;
  while (numbers.length < count) {
    const found = NUMBER_CELL.exec(body.slice(Math.max(0, start - LONGEST_NUMBER_CELL), start));
    if (found === null) return null;
    numbers.unshift(found[1] ?? '');
    start -= found[0].length;
  }
  return { start, numbers };
}

/** The first cells of a row; what cannot be told apart belongs to the last of them. */
function splitTexts(head: string, count: number): readonly string[] | null {
  const open = /^\s*<tr[^>\n]*>\s*<td>/.exec(head)?.[0].length;
  const close = head.lastIndexOf('</td>');
  if (open === undefined || close < open || !INDENT.test(head.slice(close + '</td>'.length))) return null;
  const texts: string[] = [];
  let rest = head.slice(open, close);
  while (texts.length < count - 1) {
    const separator = CELL_SEPARATOR.exec(rest);
    if (separator === null) return null;
    texts.push(rest.slice(0, separator.index));
    rest = rest.slice(separator.index + separator[0].length);
  }
  return [...texts, rest];
}

/** A version escapes all cells of a table or none: one character that escaping would have replaced tells. */
function unescapeRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (!rows.every((row) => row.every(mayBeEscaped))) return rows;
  return rows.map((row) => row.map(unescapeHtml));
}
