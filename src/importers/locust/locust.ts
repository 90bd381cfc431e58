import { Problem } from '../../model/problem.ts';
import type { Importer, ReadProgress, SourceFile } from '../importer.ts';
import { assembleRun, type UnreadFile } from './assemble.ts';
import { readExceptions } from './exceptions.ts';
import { readFailures } from './failures.ts';
import { groupFiles } from './group-files.ts';
import { readHistory } from './history.ts';
import { readHtmlReport } from './html-report.ts';
import { readJsonReport } from './json-report.ts';
import type { LocustFileKind, LocustPart } from './part.ts';
import { recogniseLocustFile } from './recognise.ts';
import { readRequestLog } from './request-log.ts';
import { readStatsTable } from './stats-table.ts';

/** How each kind of file is read. Another kind is one reader and one line here. */
const readers: Readonly<
  Record<LocustFileKind, (file: SourceFile, progress: ReadProgress) => Promise<LocustPart>>
> = {
  stats: (file, progress) => readStatsTable('stats', file, progress),
  requests: (file, progress) => readStatsTable('requests', file, progress),
  distribution: (file, progress) => readStatsTable('distribution', file, progress),
  history: readHistory,
  failures: readFailures,
  exceptions: readExceptions,
  json: readJsonReport,
  html: readHtmlReport,
  'request-log': readRequestLog,
};

/** A run is worth reading without these; the others hold what everything else is measured by. */
const DISPENSABLE: ReadonlySet<LocustFileKind> = new Set(['failures', 'exceptions', 'html', 'request-log']);

/** Everything that Locust 0.4 to today writes: CSV files, `--json` output, HTML reports, the request log. */
export const locust: Importer<'locust'> = {
  id: 'locust',
  title: 'Locust (CSV files, --json output, HTML report, request log)',
  claims(files) {
    const recognised = files.flatMap((file) => {
      const kind = recogniseLocustFile(file);
      return kind === null ? [] : [{ file, kind }];
    });
    return groupFiles(recognised);
  },
  async read(group, context) {
    const parts: LocustPart[] = [];
    const unread: UnreadFile[] = [];
    for (const file of group.files) {
      const kind = recogniseLocustFile(file);
      if (kind === null) continue;
      try {
        parts.push(await readers[kind](file, context.progress));
      } catch (error) {
        if (!(error instanceof Problem) || !DISPENSABLE.has(kind)) throw error;
        unread.push({ kind, file, problem: error });
      }
    }
    const [first] = unread;
    if (parts.length === 0 && first !== undefined) throw first.problem;
    return assembleRun(parts, unread, context.label);
  },
};
