import type { Analysis, FailureCause } from '../../model/analysis.ts';
import { type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import { formatCount, formatRatio, shortText } from '../format.ts';
import { clusteredPeriod } from './failure-cluster.ts';
import { counted, elapsedIn, type Finding, nameOf } from './finding.ts';

/** A cause or an endpoint is spoken of when it has at least this share of the failures. */
const LARGE_SHARE = 0.5;

/** What failed. The finding is a period in which most failures came, else a cause or an endpoint that most share. */
export function failuresFinding(analysis: Analysis): Finding {
  const { failures } = analysis.total.whole;
  if (failures === 0) {
    return {
      title: analysis.total.whole.requests === 0 ? 'No request was completed' : 'No request failed',
      note: '',
    };
  }
  const causes = [...analysis.failureCauses].sort((a, b) => b.count - a.count);
  return {
    title:
      clustered(analysis) ?? mainCause(causes) ?? mainEndpoint(causes) ?? plainTitle(failures, causes.length),
    note: howToRead(failures, causes),
  };
}

function clustered(analysis: Analysis): string | null {
  const period = clusteredPeriod(analysis);
  if (period === null) return null;
  const from = elapsedIn(analysis, period.startMs);
  const to = elapsedIn(analysis, period.endMs);
  // Rounded down: the counts of buckets are rounded, and 'all' must be true when it is said.
  const share = `${Math.floor(period.share * 100)}\u202f%`;
  return `${share} of the failures came between ${from} and ${to}`;
}

function mainCause(causes: readonly FailureCause[]): string | null {
  const [top] = causes;
  if (top === undefined) return null;
  const name = shortText(top.cause, 60);
  const sum = sumOf(causes);
  if (causes.length === 1)
    return sum === 1 ? `One request failed: ${name}` : `One cause for all failures: ${name}`;
  const share = top.count / sum;
  return share < LARGE_SHARE ? null : `${name} makes ${formatRatio(share)} of the failures`;
}

function mainEndpoint(causes: readonly FailureCause[]): string | null {
  const byEndpoint = new Map<string, { key: EndpointKey; count: number }>();
  for (const { key, count } of causes.flatMap((cause) => cause.endpoints)) {
    const id = endpointId(key);
    byEndpoint.set(id, { key, count: (byEndpoint.get(id)?.count ?? 0) + count });
  }
  const [top] = [...byEndpoint.values()].sort((a, b) => b.count - a.count);
  if (top === undefined) return null;
  const share = top.count / sumOf(causes);
  if (share < LARGE_SHARE) return null;
  return `${share === 1 ? 'All' : `${formatRatio(share)} of the`} failures came from ${nameOf(top.key)}`;
}

function plainTitle(failures: number, causes: number): string {
  const failed = counted(failures, formatCount(failures), 'failed request');
  return causes === 0
    ? `${failed}; the source does not say why`
    : `${failed}, ${counted(causes, formatCount(causes), 'cause')}`;
}

function howToRead(failures: number, causes: readonly FailureCause[]): string {
  if (causes.length === 0) return 'The source has the number of failures but not their causes.';
  const grouped = 'Messages that say the same are counted together.';
  const unexplained = failures - sumOf(causes);
  if (unexplained > 0)
    return `${grouped} No cause was recorded for ${formatCount(unexplained)} of ${formatCount(failures)}.`;
  const isTimed = causes.some((cause) => cause.firstMs !== null);
  return isTimed ? grouped : `${grouped} The source does not say when each of them came.`;
}

function sumOf(causes: readonly FailureCause[]): number {
  return causes.reduce((sum, cause) => sum + cause.count, 0);
}
