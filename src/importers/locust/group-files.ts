import type { SourceFile, SourceGroup } from '../importer.ts';
import type { LocustFileKind } from './part.ts';

/** A file and what it is. */
export interface RecognisedFile {
  readonly file: SourceFile;
  readonly kind: LocustFileKind;
}

/** Tables belong together by their name's beginning; the others stand beside tables of the same run. */
const TABLES: ReadonlySet<LocustFileKind> = new Set([
  'stats',
  'requests',
  'distribution',
  'history',
  'failures',
  'exceptions',
]);
/** What Locust and its web page put before or after the part of the name that tells the run. */
const ENDING =
  /[_-]?(?:stats_history|requests_full_history|stats|requests|distribution|failures|exceptions)$/i;
const BEGINNING =
  /^(?:stats_history|requests_full_history|stats|requests|distribution|failures|exceptions)_?/i;
/** Web downloads of the same moment differ by their timestamps: requests_1612345678.9.csv. */
const TIMESTAMP = /^\d{9,}(?:\.\d+)?$/;
/** Prefixes that tell nothing of a run. */
const PLAIN = new Set(['', 'run', 'results', 'result', 'locust', 'report', 'stats', 'test', 'out', 'output']);

/**
 * Which files are one run: tables of one folder with the same prefix, and the HTML report, JSON file or request log that
 * lies beside them. Where a folder holds tables of several runs, such a file joins the one whose prefix its name begins
 * with, and is a run of its own when there is none. Two files of one kind are of two runs. Within a group files are by
 * name, so that the order in which they were given changes nothing.
 */
export function groupFiles(files: readonly RecognisedFile[]): readonly SourceGroup[] {
  const groups = new Map<string, RecognisedFile[]>();
  for (const file of files.filter(({ kind }) => TABLES.has(kind))) addTo(groups, tableGroupId(file), file);
  const beside = files.filter(({ kind }) => !TABLES.has(kind));
  const tableGroups = [...groups.keys()];
  for (const file of beside) addTo(groups, groupBeside(file, tableGroups), file);
  return [...groups.values()].flatMap((together) => splitDoubles(together).map(byName).map(groupOf));
}

function groupOf(
  members: readonly RecognisedFile[],
  _: number,
  runs: readonly (readonly RecognisedFile[])[],
): SourceGroup {
  const label = labelOf(members);
  // Where files were split, a prefix may call two runs the same; the whole name of a file does not.
  const isShared = runs.some((other) => other !== members && labelOf(other) === label);
  const [first] = members;
  return {
    label: isShared && first !== undefined ? stemOf(first.file) : label,
    files: members.map(({ file }) => file),
  };
}

function byName(members: readonly RecognisedFile[]): readonly RecognisedFile[] {
  return [...members].sort((a, b) => (a.file.name < b.file.name ? -1 : 1));
}

function addTo(groups: Map<string, RecognisedFile[]>, id: string, file: RecognisedFile): void {
  const members = groups.get(id);
  if (members === undefined) groups.set(id, [file]);
  else members.push(file);
}

function tableGroupId({ file }: RecognisedFile): string {
  return `${folderOf(file)}\u0000${prefixOf(file)}`;
}

function groupBeside(recognised: RecognisedFile, ids: readonly string[]): string {
  const folder = folderOf(recognised.file);
  const here = ids.filter((id) => id.startsWith(`${folder}\u0000`));
  const stem = stemOf(recognised.file);
  const [only] = here;
  if (here.length === 1 && only !== undefined) return only;
  const alike = here.filter((id) => stem.startsWith(id.slice(folder.length + 1)));
  const longest = alike.sort((a, b) => b.length - a.length)[0];
  if (longest !== undefined && longest !== `${folder}\u0000`) return longest;
  return here.length === 0 ? `${folder}\u0000` : `${folder}\u0000${stem}`;
}

/**
 * Two files of one kind cannot be of one run. Of tables, downloads are parted by when they were made, others each stand
 * alone; of reports, those that come twice stand alone and leave the tables together.
 */
function splitDoubles(members: readonly RecognisedFile[]): readonly (readonly RecognisedFile[])[] {
  const tables = members.filter(({ kind }) => TABLES.has(kind));
  const beside = members.filter(({ kind }) => !TABLES.has(kind));
  if (hasDoubles(tables)) return [...splitTables(tables), ...beside.map((file) => [file])];
  const isDouble = (file: RecognisedFile): boolean =>
    hasDoubles(beside.filter(({ kind }) => kind === file.kind));
  const together = [...tables, ...beside.filter((file) => !isDouble(file))];
  const alone = beside.filter(isDouble).map((file) => [file]);
  return together.length === 0 ? alone : [together, ...alone];
}

function hasDoubles(files: readonly RecognisedFile[]): boolean {
  return new Set(files.map(({ kind }) => kind)).size < files.length;
}

function splitTables(tables: readonly RecognisedFile[]): readonly (readonly RecognisedFile[])[] {
  const timed = tables.map((file) => ({ file, atS: downloadTimeOf(file) }));
  if (timed.some(({ atS }) => Number.isNaN(atS))) return tables.map((file) => [file]);
  const runs: RecognisedFile[][] = [];
  for (const { file } of timed.sort((a, b) => a.atS - b.atS)) {
    const run = runs.at(-1);
    if (run === undefined || run.some(({ kind }) => kind === file.kind)) runs.push([file]);
    else run.push(file);
  }
  return runs;
}

/** Unix epoch seconds, from the name; NaN when the name has none. */
function downloadTimeOf({ file }: RecognisedFile): number {
  const after = stemOf(file).replace(BEGINNING, '');
  return TIMESTAMP.test(after) ? Number(after) : Number.NaN;
}

function folderOf(file: SourceFile): string {
  return file.name.includes('/') ? file.name.slice(0, file.name.lastIndexOf('/')) : '';
}

function stemOf(file: SourceFile): string {
  return (file.name.split('/').at(-1) ?? '').replace(/\.gz$/i, '').replace(/\.[a-z]+$/i, '');
}

function prefixOf(file: SourceFile): string {
  const stem = stemOf(file);
  const rest = stem.replace(ENDING, '');
  if (rest !== stem) return rest;
  const after = stem.replace(BEGINNING, '');
  return after !== stem && TIMESTAMP.test(after) ? '' : stem;
}

/** The prefix of the tables where it tells something, else the folder. */
function labelOf(members: readonly RecognisedFile[]): string {
  const first = members.find(({ kind }) => TABLES.has(kind)) ?? members[0];
  if (first === undefined) return 'run';
  const prefix = prefixOf(first.file);
  if (!PLAIN.has(prefix.toLowerCase())) return prefix;
  const folder = folderOf(first.file).split('/').at(-1) ?? '';
  return folder !== '' ? folder : (first.file.folder ?? (prefix === '' ? 'run' : prefix));
}
