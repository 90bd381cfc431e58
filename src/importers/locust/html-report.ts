import { wholeText } from '../../decode/text-stream.ts';
import { Problem } from '../../model/problem.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { isJsonObject, type JsonObject, jsonValueEnd, parseJson } from './embedded-json.ts';
import { readLegacyReport } from './legacy-report.ts';
import type { LocustPart } from './part.ts';
import { reportPart } from './report-part.ts';
import { readTemplateArgs } from './template-args.ts';

/** The title of Locust's page, and of its reports since 2.18.0. */
const PAGE_TITLE = '<title>Locust</title>';
const LEGACY_HEADING = '<h1>Locust Test Report</h1>';
/** A report up to 2.27 begins with this. */
const LEGACY_TITLE = /^\s*<!DOCTYPE html>\s*<html>\s*<head>\s*<title>Test Report(?: for [^<]*)?<\/title>/i;
/** The front-end's own code mentions `window.templateArgs` too, but never gives it an object. */
const TEMPLATE_ARGS = /window\.templateArgs\s*=\s*\{/g;

/**
 * True for the first 64 KiB of an HTML report of Locust. The data may stand far behind them: whether the file is a
 * report, and not a saved web page, shows when it is read.
 */
export function isHtmlReport(head: string): boolean {
  if (head.includes(LEGACY_HEADING) || head.search(TEMPLATE_ARGS) !== -1) return true;
  if (head.includes(PAGE_TITLE)) return /<div id="root">|<script type="module"/.test(head);
  // The heading of a report up to 2.27 may come after many styles.
  return LEGACY_TITLE.test(head) && !head.includes('<body');
}

/**
 * Reads the HTML report of Locust 1.2 to today: the totals of all endpoints, and the curve of all together. The file is
 * never run and never parsed as HTML: before 2.10.2 it holds names as they are, markup included.
 *
 * @throws {Problem} `html-without-statistics` when there are no data in it, `html-cut-off` when they are not complete.
 */
export async function readHtmlReport(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const text = await wholeText(file, (bytesRead) =>
    progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes }),
  );
  const templateArgs = findTemplateArgs(file, text);
  if (templateArgs !== null) return reportPart(file, readTemplateArgs(templateArgs));
  const legacy = readLegacyReport(file, withLineFeeds(text));
  if (legacy !== null) return reportPart(file, legacy);
  throw new Problem(
    'input',
    'html-without-statistics',
    `"${file.name}" is a page of Locust without the statistics of a run`,
    {
      where: { file: file.name },
      fix: "Give the report that Locust wrote with --html, or that its web page offers under 'Download Report'.",
    },
  );
}

/** On Windows every line end is CR LF, and one within a name CR CR LF. Elsewhere a CR LF is within a name. */
function withLineFeeds(text: string): string {
  return /^[^\n]*\r\n/.test(text) ? text.replaceAll('\r\n', '\n') : text;
}

function findTemplateArgs(file: SourceFile, text: string): JsonObject | null {
  for (const found of text.matchAll(TEMPLATE_ARGS)) {
    const start = found.index + found[0].length - 1;
    const end = jsonValueEnd(text, start);
    if (end === -1) throw cutOff(file);
    const args = parseJson(text.slice(start, end));
    if (isJsonObject(args) && Array.isArray(args['requests_statistics'])) return args;
  }
  return null;
}

function cutOff(file: SourceFile): Problem {
  return new Problem('input', 'html-cut-off', `"${file.name}" ends in the middle of its data`, {
    where: { file: file.name },
    fix: 'Copy the report again, or import the CSV files of the run.',
  });
}
