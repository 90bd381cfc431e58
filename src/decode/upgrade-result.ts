import type { Capacity } from '../model/capacity.ts';
import { changed, isRecord, upgradeList, upgradeLoad } from './upgrade-run.ts';

/**
 * Brings the JSON of a result that plimsoll 0.1.0 wrote to the shape of today; what is not of that shape stays as it is,
 * for the check that follows. 0.1.0 analysed no runs of the engine: it had no labels, no origin, no record of the load generator,
 * no groups, no measures beside the response time, no answers of failed requests, no capacity, and comparisons without
 * curves.
 */
export function upgradeResult(result: unknown): unknown {
  if (!isRecord(result)) return result;
  return {
    ...completed(result, { trend: null }),
    ...changed(result, 'analyses', (analyses) => upgradeList(analyses, upgradeAnalysis)),
    ...changed(result, 'comparison', upgradeComparison),
  };
}

/** Of results that say nothing of capacity. */
const NO_CAPACITY: Capacity = {
  outcome: 'not-measured',
  reason: 'This result was made by a version of plimsoll that did not look at it: make the report again.',
  loadIs: 'users',
  levels: [],
  scalability: null,
  knee: null,
  withinLimits: null,
  remarks: [],
};
const noCurves = { runs: [], runsLeftOut: 0, responseTimes: null, endpoints: [], endpointsLeftOut: 0 };

function upgradeAnalysis(analysis: unknown): unknown {
  if (!isRecord(analysis)) return analysis;
  return {
    ...completed(analysis, { generator: null, capacity: NO_CAPACITY }),
    ...changed(analysis, 'run', upgradeHeader),
    ...changed(analysis, 'endpoints', (endpoints) => upgradeList(endpoints, upgradeEndpoint)),
    ...changed(analysis, 'total', upgradeEndpoint),
    ...changed(analysis, 'failureCauses', (causes) => upgradeList(causes, upgradeCause)),
  };
}

function upgradeComparison(comparison: unknown): unknown {
  if (!isRecord(comparison)) return comparison;
  const upgradeSide = (side: unknown) => upgradeList(side, upgradeHeader);
  return {
    ...completed(comparison, { curves: noCurves }),
    ...changed(comparison, 'baseline', upgradeSide),
    ...changed(comparison, 'candidate', upgradeSide),
  };
}

function upgradeHeader(header: unknown): unknown {
  if (!isRecord(header)) return header;
  return { ...completed(header, { labels: [], origin: null }), ...changed(header, 'load', upgradeLoad) };
}

function upgradeEndpoint(endpoint: unknown): unknown {
  if (!isRecord(endpoint)) return endpoint;
  return completed(endpoint, { isGroup: false, allRequests: null, measures: [] });
}

function upgradeCause(cause: unknown): unknown {
  return isRecord(cause) ? completed(cause, { answers: [] }) : cause;
}

/** With what is missing at its end: keys that are there keep their places, so that a result is written as it was read. */
function completed(
  record: Readonly<Record<string, unknown>>,
  additions: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const missing = Object.entries(additions).filter(([key]) => !Object.hasOwn(record, key));
  return { ...record, ...Object.fromEntries(missing) };
}
