/** What Locust writes where there is no value. */
const UNKNOWN_CELL = 'N/A';
/** What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"). */
const FORMULA_START = /^'*[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",;\t\r\n]/;

/**
 * Text from outside as a cell: what a spreadsheet would take for a formula gets an apostrophe in front. So does what
 * looks as if it had got one already: no two texts become the same, and taking one apostrophe away gives the text back.
 */
export function textCell(text: string): string {
  return quoted(FORMULA_START.test(text) ? `'${text}` : text);
}

/** A number as a cell; null as Locust writes it. */
export function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? UNKNOWN_CELL : String(value);
}

/** A number that is a float in Locust, which writes the fraction of whole ones too: '15.0'. */
export function floatCell(value: number | null): string {
  const cell = numberCell(value);
  return /^-?\d+$/.test(cell) ? `${cell}.0` : cell;
}

/** An instant as Locust writes it in its failures: whole seconds, UTC; empty when unknown. */
export function instantCell(atMs: number | null): string {
  return atMs === null ? '' : `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** One line of a CSV file, ended as RFC 4180 and Python's csv module end it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
