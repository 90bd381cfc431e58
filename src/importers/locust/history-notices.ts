import type { Notice } from '../../model/notice.ts';
import type { SourceFile } from '../importer.ts';
import type { HistoryContent } from './history-content.ts';

/** What a reader of the curve has to know. */
export function historyNotices(
  file: SourceFile,
  content: HistoryContent,
  isDistributed: boolean,
): readonly Notice[] {
  const where = { file: file.name };
  const notices: Notice[] = [];
  if (content.incomplete !== null) {
    const at = new Date(content.incomplete.atMs).toISOString().slice(11, 19);
    notices.push({
      code: 'incomplete-last-tick',
      severity: 'info',
      message: `The last second (${at} UTC) has no row of all endpoints and was left out: the file was cut between endpoints, as a killed Locust or a lost last block leaves it.`,
      where,
    });
  }
  if (content.resetsMs.length > 0) {
    const times = content.resetsMs.slice(0, 5).map((atMs) => new Date(atMs).toISOString().slice(11, 19));
    notices.push({
      code: 'counters-reset',
      severity: 'warning',
      message: `Counters were set back to zero at ${times.join(', ')} UTC${content.resetsMs.length > times.length ? ' and later' : ''}; totals count from there, the curve goes on after a gap.`,
      where,
      hint: 'Locust does that with --reset-stats, with "Reset Stats" on its page, and for a second test in the same process.',
    });
  }
  if (content.timesBack > 0) {
    notices.push({
      code: 'clock-backwards',
      severity: 'warning',
      message: `The clock of the machine that ran Locust went back ${content.timesBack === 1 ? 'once' : `${content.timesBack} times`}; what was written until it had caught up is left out of the curve.`,
      where,
      hint: 'Totals are not touched by it.',
    });
  }
  if (isDistributed) {
    notices.push({
      code: 'distributed-staircase',
      severity: 'info',
      message:
        'Counts come in steps of 3 s, as workers report them in a distributed run; windows are 3 s long.',
      where,
    });
  }
  if (content.covers === 'since-start' && content.total !== null) {
    notices.push({
      code: 'percentiles-since-start',
      severity: 'info',
      message:
        'The percentiles of the history are of everything since the start, so they are no curve over time and are not drawn.',
      where,
      ...(content.hasEndpointRows
        ? {}
        : { hint: 'Run Locust with --csv-full-history to have them over time.' }),
    });
  }
  return notices;
}
