import type { Analysis } from '../../model/analysis.ts';
import type { LoadLevel } from '../../model/capacity.ts';
import { elapsedIn } from '../findings/finding.ts';
import { capacityCounts, capacityFinding, plainLoad } from '../findings.ts';
import { formatCount, showText } from '../format.ts';
import { msView, rateView, ratioView } from './estimate-view.ts';
import type { Drawing } from './sheet.ts';

/** What the run shows of the service's capacity; null where it shows none, which the method section explains. */
export function capacityView(analysis: Analysis, panels: readonly Drawing[], prefix: string) {
  const { capacity } = analysis;
  if (capacity.outcome === 'not-measured') return null;
  return {
    id: `${prefix}capacity`,
    ...capacityFinding(capacity),
    counts: capacityCounts(capacity),
    panels,
    isOfUsers: capacity.loadIs === 'users',
    hasLaw: capacity.scalability !== null,
    hasLimits: capacity.withinLimits !== null,
    hasP95: capacity.levels.some(({ p95Ms }) => p95Ms !== null),
    hasLeftOut: capacity.levels.some(({ leftOut }) => leftOut !== null),
    remarks: capacity.remarks.map(({ message }) => showText(message)),
    levels: capacity.levels.map((level) => levelView(analysis, level)),
  };
}

const limitWords = { kept: 'kept', broken: 'broken', 'not-known': 'not known' } as const;

function levelView(analysis: Analysis, level: LoadLevel) {
  return {
    load: plainLoad(level.load),
    when: `${elapsedIn(analysis, level.startMs)} to ${elapsedIn(analysis, level.endMs)}`,
    isRamp: level.origin === 'ramp',
    requests: formatCount(level.requests),
    throughput: rateView(level.throughputPerS),
    mean: msView(level.meanMs),
    p95: msView(level.p95Ms),
    failed: ratioView(level.errorRatio),
    leftOut: level.leftOut ?? '',
    limits: level.limits === null ? '' : limitWords[level.limits],
    isBroken: level.limits === 'broken',
  };
}
