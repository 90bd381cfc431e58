import type { Notice } from '../../model/notice.ts';
import type { SourceFile } from '../importer.ts';
import type { LocustPart } from './part.ts';
import { type ReportHistory, usersOf, windowsOf } from './report-history.ts';
import type { WebStatistics } from './web-statistics.ts';

/** What every generation of the HTML report tells, each in its own form. */
export interface ReportContent {
  readonly statistics: WebStatistics;
  readonly history: ReportHistory;
  /** Unix epoch ms. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly host: string | null;
  readonly version: LocustPart['version'];
  readonly notices: readonly Notice[];
  readonly cutOff: boolean;
}

/** The part of a report: its totals, and the curve of all endpoints together. There are no curves of single ones. */
export function reportPart(file: SourceFile, content: ReportContent): LocustPart {
  const { statistics, history, startMs } = content;
  const windows = startMs === null ? null : windowsOf(history, startMs / 1000);
  const notices: Notice[] = [...content.notices];
  if (windows !== null) {
    notices.push({
      code: 'rates-are-trailing-means',
      severity: 'info',
      message:
        'The curve over time is from the charts of the report, whose rates are means over 10 s that end 2 s before each point; in a distributed run the latest counts may be missing from them.',
      where: { file: file.name },
      hint: 'Import the _stats_history.csv of the run for exact counts.',
    });
  }
  return {
    kind: 'html',
    file,
    ...statistics,
    total: statistics.total === null ? null : { ...statistics.total, windows },
    notices,
    version: content.version,
    users: usersOf(history),
    resetsMs: [],
    startMs,
    endMs: content.endMs,
    host: content.host,
    cutOff: content.cutOff,
  };
}
