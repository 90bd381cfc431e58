import { Problem } from '../model/problem.ts';
import type { Run } from '../model/run.ts';
import type { ReadProgress, SourceFile } from './importer.ts';
import { importers } from './registry.ts';

/** How to import. */
export interface ImportOptions {
  /** What to call the run; only for files that hold one run. By default it is called after its files. */
  readonly label?: string;
  readonly progress?: ReadProgress;
}

/** What a set of files held. */
export interface ImportOutcome {
  /** In the order in which their files were given. */
  readonly runs: readonly Run[];
  /** Files that no importer reads, and why. */
  readonly unclaimed: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Reads every run that these files hold. Formats are recognised by content; which files belong to one run, the
 * importers tell.
 *
 * @throws {Problem} 'no-importer' when none of the files is of a format that is read, 'label-for-several-runs', and what
 *   reading a file finds.
 */
export async function importRuns(
  files: readonly SourceFile[],
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const claims = importers.flatMap((importer) =>
    importer.claims(files).map((group) => ({ importer, group })),
  );
  const claimed = new Set(claims.flatMap(({ group }) => group.files));
  const left = files.filter((file) => !claimed.has(file));
  if (claims.length === 0) throw nothingClaimed(files);
  if (options.label !== undefined && claims.length > 1) throw oneLabelForMany(options.label, claims.length);
  const runs: Run[] = [];
  for (const { importer, group } of claims) {
    const label = options.label ?? group.label;
    runs.push(await importer.read(group, { label, progress: options.progress ?? (() => undefined) }));
  }
  return { runs, unclaimed: left.map((file) => ({ file: file.name, reason: whyLeft(file) })) };
}

function nothingClaimed(files: readonly SourceFile[]): Problem {
  const titles = importers.map((importer) => importer.title).join('; ');
  const [first] = files;
  const what =
    first === undefined ? 'there is no file to read' : `no importer reads "${first.name}": ${whyLeft(first)}`;
  return new Problem('input', 'no-importer', what, {
    ...(first === undefined ? {} : { where: { file: first.name } }),
    fix:
      first?.sizeBytes === 0
        ? 'Import the files that the load test wrote, once it has ended.'
        : `Formats that are read: ${titles}.`,
  });
}

function oneLabelForMany(label: string, runs: number): Problem {
  return new Problem(
    'usage',
    'label-for-several-runs',
    `the label "${label}" is for one run, these files hold ${runs}`,
    {
      fix: 'Import them one by one, or leave the label out.',
    },
  );
}

/** A report or result of ours, as `plimsoll report` leaves it beside the files it read. */
const OWN_DOCUMENT = /<meta name="generator" content="plimsoll|"schema": ?"(?:result|run)\/1"/i;

/** What an unread file looks like, in words. */
function whyLeft(file: SourceFile): string {
  if (file.sizeBytes === 0) return 'it is empty';
  const head = file.head.subarray(0, 4096);
  if (head.includes(0) && file.encoding !== 'utf-16le') return 'it is a binary file';
  const text = new TextDecoder('utf-8').decode(head);
  if (OWN_DOCUMENT.test(text)) return 'it is a result that plimsoll wrote, which is opened by itself';
  const firstLine = text.split(/[\r\n]/).find((line) => line.trim() !== '') ?? '';
  const shown = Array.from(firstLine.trim());
  return `it begins with ${JSON.stringify(shown.length > 60 ? `${shown.slice(0, 59).join('')}…` : shown.join(''))}`;
}
