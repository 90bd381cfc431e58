import type { AnalysisOptions, LoadLimit } from '../analysis/options.ts';
import type { Run } from '../model/run.ts';
import type { GateOptions } from './gates/gate-options.ts';
import { loadLimitsOf } from './gates/load-limits.ts';
import type { AnalyseOptions } from './options.ts';

/** What the command line's options ask of the analysis of one run. */
export function analysisOptionsFor(
  run: Run,
  { steady, wholeRun, apdex, responseTimeLimitMs, gate = [] }: AnalyseOptions & Pick<GateOptions, 'gate'>,
): AnalysisOptions {
  const loadLimits = loadLimitsOf(gate, run);
  return {
    ...(apdex === undefined ? {} : { apdexToleratedMs: apdex }),
    ...(responseTimeLimitMs === undefined ? {} : { responseTimeLimitMs }),
    ...(gate.length === 0 ? {} : { loadLimits, ...responseTimeLimitIn(loadLimits) }),
    ...(wholeRun ? { steady: 'whole-run' as const } : {}),
    ...(steady === undefined
      ? {}
      : { steady: { fromMs: steady.fromMs, toMs: steady.toMs ?? lengthMsOf(run, steady.fromMs) } }),
  };
}

/** The end of the run as time since its start; where it is not known the analysis refuses the period anyway. */
function lengthMsOf(run: Run, fromMs: number): number {
  const known = run.startMs !== null && run.endMs !== null ? run.endMs - run.startMs : run.durationMs;
  return known ?? fromMs + 1;
}

/** The p95 of all requests that a gate allows is also what tells when a service had enough replicas again. */
function responseTimeLimitIn(limits: readonly LoadLimit[]): Pick<AnalysisOptions, 'responseTimeLimitMs'> {
  const limit = limits.find(({ endpoint, percentile }) => endpoint === null && percentile === 95);
  return limit === undefined ? {} : { responseTimeLimitMs: limit.most };
}
