import type { ComparabilityFinding } from '../model/comparison.ts';
import { endpointLabel } from '../model/endpoint-key.ts';
import { endpointData } from './endpoint-data.ts';
import type { EndpointPair, MatchedEndpoints } from './match-endpoints.ts';
import type { RunWithAnalysis } from './options.ts';

type Sides = readonly [readonly RunWithAnalysis[], readonly RunWithAnalysis[]];

/** Answers whose mean length differs by more than this factor are different work (statistics.md, section 7). */
const sameAnswers = 1.05;
/** An endpoint's share of all requests may differ by this much before the mix is another one. */
const sameShare = 0.05;
const mostNamed = 3;

/** Which endpoints there are, how often each is asked, and how long streamed answers are. */
export function requestFindings(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  matched: MatchedEndpoints,
): readonly ComparabilityFinding[] {
  const sides: Sides = [baseline, candidate];
  return [endpointSets(matched), mix(matched.pairs, sides), answerLength(matched.pairs, sides)].filter(
    (finding) => finding !== null,
  );
}

function endpointSets({
  pairs,
  onlyInBaseline,
  onlyInCandidate,
}: MatchedEndpoints): ComparabilityFinding | null {
  if (onlyInBaseline.length + onlyInCandidate.length === 0) return null;
  return {
    aspect: 'endpoints',
    severity: 'warning',
    baseline: `${pairs.length + onlyInBaseline.length} endpoints`,
    candidate: `${pairs.length + onlyInCandidate.length} endpoints`,
    meaning:
      `${onlyInBaseline.length} only in the baseline, ${onlyInCandidate.length} only in the candidate: ` +
      'these are not compared, and a different mix of requests changes the load on the others.',
  };
}

/** Shares are of the requests to the endpoints that both sides have. */
function mix(pairs: readonly EndpointPair[], sides: Sides): ComparabilityFinding | null {
  const [before, after] = sides.map((side, i) =>
    sharesOf(pairs.map((pair) => requestsTo(i === 0 ? pair.baseline : pair.candidate, side))),
  );
  if (before === undefined || after === undefined) return null;
  const moved = pairs
    .map((pair, i) => ({ key: pair.candidate, from: before[i] ?? 0, to: after[i] ?? 0 }))
    .filter(({ from, to }) => Math.abs(to - from) > sameShare)
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
    .slice(0, mostNamed);
  if (moved.length === 0) return null;
  const words = (read: (share: (typeof moved)[number]) => number) =>
    moved.map((share) => `${endpointLabel(share.key)} ${Math.round(read(share) * 100)} %`).join(', ');
  return {
    aspect: 'mix',
    severity: 'warning',
    baseline: words(({ from }) => from),
    candidate: words(({ to }) => to),
    meaning:
      'The mix of requests differs, so the service did other work: all requests together cannot be compared, and each endpoint had another load beside it.',
  };
}

function requestsTo(key: EndpointPair['baseline'], side: readonly RunWithAnalysis[]): number {
  return side.reduce((sum, run) => {
    const data = endpointData(run, key);
    return data === null || data.analysis.isGroup ? sum : sum + data.statistics.requests;
  }, 0);
}

function sharesOf(counts: readonly number[]): readonly number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

/** Of the endpoint whose answers differ most. */
function answerLength(pairs: readonly EndpointPair[], [before, after]: Sides): ComparabilityFinding | null {
  const lengths = pairs.flatMap((pair) => {
    const from = meanTokens(pair.baseline, before);
    const to = meanTokens(pair.candidate, after);
    return from === null || to === null ? [] : [{ key: pair.candidate, from, to }];
  });
  const apart = ({ from, to }: { from: number; to: number }) => Math.max(to / from, from / to);
  const [worst] = [...lengths].sort((a, b) => apart(b) - apart(a));
  if (worst === undefined || !(apart(worst) > sameAnswers)) return null;
  const words = (tokens: number) => `${endpointLabel(worst.key)} ${tokens.toFixed(0)} tokens`;
  return {
    aspect: 'answer-length',
    severity: 'warning',
    baseline: words(worst.from),
    candidate: words(worst.to),
    meaning:
      'Answers differ in length, so their response times are of different work: compare the time to the first token and the time per token.',
  };
}

function meanTokens(key: EndpointPair['baseline'], side: readonly RunWithAnalysis[]): number | null {
  const measured = side.flatMap((run) => {
    const tokens = endpointData(run, key)?.analysis.measures.find(({ id }) => id === 'tokens');
    return tokens === undefined ? [] : [tokens];
  });
  const count = measured.reduce((sum, tokens) => sum + tokens.count, 0);
  const sum = measured.reduce((all, tokens) => all + tokens.sum, 0);
  return count > 0 && sum > 0 ? sum / count : null;
}
