import type { FailureChange } from '../model/comparison.ts';
import { compareEndpointKeys, type EndpointKey, endpointId } from '../model/endpoint-key.ts';
import { newcombeP } from '../stats/newcombe.ts';
import type { EndpointPair } from './match-endpoints.ts';
import type { RunWithAnalysis } from './options.ts';

const order: readonly FailureChange['change'][] = ['new', 'gone', 'changed', 'same'];
/** Causes are many and failures come in bursts: "changed" is to mean something. */
const changedBelow = 0.001;

interface Counted {
  readonly endpoint: EndpointKey;
  readonly cause: string;
  readonly count: number;
}

/** Which causes of failure are new, gone or changed, by endpoint, over the whole runs. */
export function failureChanges(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  pairs: readonly EndpointPair[],
): readonly FailureChange[] {
  const names = new Map(pairs.map((pair) => [endpointId(pair.baseline), pair.candidate]));
  const rename = (key: EndpointKey) => names.get(endpointId(key)) ?? key;
  const before = causesOf(baseline, rename);
  const after = causesOf(candidate, (key) => key);
  const requestsBefore = requestsOf(baseline, rename);
  const requestsAfter = requestsOf(candidate, (key) => key);
  const changes = [...new Map([...before, ...after])].map(([id, { endpoint, cause }]): FailureChange => {
    const sides = [
      { count: before.get(id)?.count ?? 0, requests: requestsBefore.get(endpointId(endpoint)) ?? 0 },
      { count: after.get(id)?.count ?? 0, requests: requestsAfter.get(endpointId(endpoint)) ?? 0 },
    ] as const;
    const [base, new_] = sides;
    return {
      endpoint,
      cause,
      change: changeOf(base, new_),
      baselineCount: base.count,
      candidateCount: new_.count,
      baselineRatio: base.requests === 0 ? null : base.count / base.requests,
      candidateRatio: new_.requests === 0 ? null : new_.count / new_.requests,
    };
  });
  return changes.sort(
    (a, b) =>
      order.indexOf(a.change) - order.indexOf(b.change) ||
      b.candidateCount + b.baselineCount - a.candidateCount - a.baselineCount ||
      compareEndpointKeys(a.endpoint, b.endpoint) ||
      (a.cause < b.cause ? -1 : 1),
  );
}

interface Side {
  readonly count: number;
  readonly requests: number;
}

function changeOf(before: Side, after: Side): FailureChange['change'] {
  if (before.count === 0) return 'new';
  if (after.count === 0) return 'gone';
  const share = ({ count, requests }: Side) => ({ successes: Math.min(count, requests), n: requests });
  return newcombeP(share(before), share(after)) < changedBelow ? 'changed' : 'same';
}

function causesOf(
  runs: readonly RunWithAnalysis[],
  rename: (key: EndpointKey) => EndpointKey,
): ReadonlyMap<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const { analysis } of runs) {
    for (const { cause, endpoints } of analysis.failureCauses) {
      for (const { key, count } of endpoints) {
        const endpoint = rename(key);
        const id = `${endpointId(endpoint)}\u0000${cause}`;
        counted.set(id, { endpoint, cause, count: count + (counted.get(id)?.count ?? 0) });
      }
    }
  }
  return counted;
}

function requestsOf(
  runs: readonly RunWithAnalysis[],
  rename: (key: EndpointKey) => EndpointKey,
): ReadonlyMap<string, number> {
  const requests = new Map<string, number>();
  for (const { run } of runs) {
    for (const endpoint of run.endpoints) {
      const id = endpointId(rename(endpoint.key));
      requests.set(id, (requests.get(id) ?? 0) + endpoint.requests);
    }
  }
  return requests;
}
