import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { entryFolder } from '../../store/layout.ts';
import { type CommandQueue, refusalOf } from '../command-queue.ts';

/** A file for the user, as bytes. */
export interface RenderedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** What a browser saves it as. */
  readonly name: string;
}

/** What can be downloaded of a run. */
export const downloadFormats = ['html', 'json', 'csv', 'xlsx'] as const;
export type DownloadFormat = (typeof downloadFormats)[number];

/** Reports, comparisons and exports, made by the commands of the same name. */
export interface RenderedPages {
  /** The page that lies beside the run, else a new one. @throws {Refusal} 422. */
  report(id: string): Promise<RenderedFile>;
  /** @throws {Refusal} 422. */
  download(id: string, format: DownloadFormat): Promise<RenderedFile>;
  /** Each candidate with the baseline. @throws {Refusal} 422. */
  comparison(baseline: string, candidates: readonly string[]): Promise<RenderedFile>;
}

const HTML = 'text/html; charset=utf-8';
const OUTPUT = 'out';
/** The first of the files that an export as CSV writes: a line for each endpoint. */
const STATS = `${OUTPUT}_stats.csv`;

const exports = {
  json: { read: `${OUTPUT}.json`, type: 'application/json', name: 'result-ID.json' },
  csv: { read: STATS, type: 'text/csv; charset=utf-8', name: 'ID_stats.csv' },
  xlsx: {
    read: `${OUTPUT}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: 'ID.xlsx',
  },
} as const;

/** @param folder of this process, for files that are made and read once. */
export function createRenderedPages(store: string, folder: string, queue: CommandQueue): RenderedPages {
  /** @param read the name of the file that the command writes, where it is told to write `out` with an ending. */
  const make = async (read: string, argsFor: (output: string) => readonly string[]) => {
    const own = await mkdtemp(join(folder, 'made-'));
    try {
      const output = join(own, read === STATS ? OUTPUT : read);
      const { stderr } = await queue.run(argsFor(output));
      return await readFile(join(own, read)).then(
        (bytes) => new Uint8Array(bytes),
        () => Promise.reject(refusalOf(stderr)),
      );
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  };
  const report = async (id: string): Promise<RenderedFile> => {
    const kept = join(entryFolder(store, id), 'report.html');
    const isKept = (await stat(kept).catch(() => null))?.isFile() ?? false;
    const bytes = isKept
      ? new Uint8Array(await readFile(kept))
      : await make(`${OUTPUT}.html`, (file) => ['report', '--format=html', `--output=${file}`, '--', id]);
    return { bytes, type: HTML, name: `report-${id}.html` };
  };
  const exported = async (id: string, format: Exclude<DownloadFormat, 'html'>): Promise<RenderedFile> => {
    const { read, type, name } = exports[format];
    const bytes = await make(read, (file) => ['export', `--to=${format}`, `--output=${file}`, '--', id]);
    return { bytes, type, name: name.replace('ID', id) };
  };
  return {
    report,
    download: (id, format) => (format === 'html' ? report(id) : exported(id, format)),
    async comparison(baseline, candidates) {
      const args = (file: string) => [
        'compare',
        '--format=html',
        `--output=${file}`,
        '--',
        baseline,
        ...candidates,
      ];
      return { bytes: await make(`${OUTPUT}.html`, args), type: HTML, name: 'comparison.html' };
    },
  };
}
