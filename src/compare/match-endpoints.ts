import { compareEndpointKeys, type EndpointKey, endpointId } from '../model/endpoint-key.ts';
import type { CompareOptions, RunWithAnalysis } from './options.ts';

/** One endpoint on both sides. */
export interface EndpointPair {
  readonly baseline: EndpointKey;
  readonly candidate: EndpointKey;
}

/** The endpoints that can be compared, and those that cannot. By name, then method, as the candidate names them. */
export interface MatchedEndpoints {
  readonly pairs: readonly EndpointPair[];
  readonly onlyInBaseline: readonly EndpointKey[];
  readonly onlyInCandidate: readonly EndpointKey[];
}

/** Endpoints of the two sides by method and name, those of the baseline renamed as asked. */
export function matchEndpoints(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  renames: CompareOptions['renames'] = [],
): MatchedEndpoints {
  const newNames = new Map(renames.map(({ from, to }) => [endpointId(from), to]));
  const before = keysOf(baseline);
  const after = keysOf(candidate);
  const pairs: EndpointPair[] = [];
  const onlyInBaseline: EndpointKey[] = [];
  const matched = new Set<string>();
  for (const key of before.values()) {
    const name = newNames.get(endpointId(key)) ?? key;
    const found = after.get(endpointId(name));
    if (found === undefined || matched.has(endpointId(found))) onlyInBaseline.push(key);
    else {
      matched.add(endpointId(found));
      pairs.push({ baseline: key, candidate: found });
    }
  }
  return {
    pairs: pairs.sort((a, b) => compareEndpointKeys(a.candidate, b.candidate)),
    onlyInBaseline: onlyInBaseline.sort(compareEndpointKeys),
    onlyInCandidate: [...after.values()]
      .filter((key) => !matched.has(endpointId(key)))
      .sort(compareEndpointKeys),
  };
}

function keysOf(runs: readonly RunWithAnalysis[]): ReadonlyMap<string, EndpointKey> {
  return new Map(runs.flatMap(({ run }) => run.endpoints.map(({ key }) => [endpointId(key), key] as const)));
}
