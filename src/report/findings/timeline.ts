import type { Analysis, SeriesPercentiles } from '../../model/analysis.ts';
import { formatDuration, shortText } from '../format.ts';
import type { Finding } from './finding.ts';
import { describeTrend, meanTrend } from './trend.ts';

/** Response time over time, all endpoints together. The finding is a clear rise or fall of the exact mean. */
export function timelineFinding(analysis: Analysis): Finding {
  const { timeline, total } = analysis;
  if (timeline === null || total.series === null) {
    return {
      title: 'No curve over time',
      note: 'The source has totals only, so nothing can be drawn over time.',
    };
  }
  if (total.whole.requests === 0)
    return { title: 'No request was completed', note: 'There is nothing to draw.' };
  const trend = meanTrend(analysis, total.series);
  const isClear = trend?.isClear === true;
  const compared = isClear ? ' Compared are the exact means of the first and the last third.' : '';
  return {
    title: isClear ? `Mean response time ${describeTrend(analysis, trend)}` : 'Response time, all endpoints',
    note: howToRead(analysis, bucketName(timeline.bucketMs), total.series.percentiles) + compared,
  };
}

/** 'second', '5 s'. */
function bucketName(bucketMs: number): string {
  return bucketMs === 1000 ? 'second' : formatDuration(bucketMs);
}

function howToRead(analysis: Analysis, bucket: string, percentiles: SeriesPercentiles | null): string {
  if (percentiles === null)
    return `The exact mean of each ${bucket}. The source has no percentiles over time.`;
  if (percentiles.kind === 'recomputed')
    return `Each point is recomputed from all response times of its ${bucket}.`;
  const tool = shortText(analysis.run.source.tool, 40);
  const span =
    percentiles.spanMs === null ? '' : `, each over the last ${formatDuration(percentiles.spanMs)}`;
  return `The line is the middle and the band the range of what ${tool} reported in each ${bucket}${span}.`;
}
