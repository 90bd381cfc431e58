import type {
  Analysis,
  AnalysisSettings,
  EndpointAnalysis,
  Phases,
  RunHeader,
  Timeline,
} from '../model/analysis.ts';
import { compareEndpointKeys, GROUP_METHOD } from '../model/endpoint-key.ts';
import { Problem } from '../model/problem.ts';
import type { Endpoint, Run, Source } from '../model/run.ts';
import { anchorsFor } from './anchors.ts';
import { analyseCapacity } from './capacity.ts';
import { dataQuality } from './data-quality.ts';
import { partStatistics, wholeStatistics } from './endpoint-statistics.ts';
import { failureCauses } from './failure-causes.ts';
import { judgeGenerator } from './generator-health.ts';
import { generatorSaturated } from './generator-notices.ts';
import { percentileCurve } from './latency.ts';
import { checkLittlesLaw } from './littles-law.ts';
import { analyseAllRequests, analyseMeasures } from './measures.ts';
import type { AnalysisOptions } from './options.ts';
import { findPhases } from './phases.ts';
import { analyseScaling } from './scaling/analyse-scaling.ts';
import { seriesOf, timelineOf } from './timeline.ts';
import { windowsWithin } from './window-selection.ts';

const DEFAULT_APDEX_TOLERATED_MS = 500;
const DEFAULT_CONFIDENCE = 0.95;

/**
 * What one run shows by itself: phases, statistics per endpoint over the steady state and the whole run, series,
 * failures by cause, and what the data cannot carry.
 *
 * @throws {Problem} of kind 'usage' when an option makes no sense for this run.
 */
export function analyseRun(run: Run, options: AnalysisOptions = {}): Analysis {
  const settings = settingsOf(options);
  const { phases, notices } = findPhases(run, options);
  const timeline = timelineOf(run);
  const sorted = [...run.endpoints].sort((a, b) => compareEndpointKeys(a.key, b.key));
  const anchors = anchorsFor(sorted.map((endpoint) => endpoint.key));
  const endpoints = sorted.map((endpoint, i) =>
    analyseEndpoint(
      endpoint,
      anchors[i] ?? '',
      run,
      phases,
      options.endpointSeries === false ? null : timeline,
      settings,
    ),
  );
  const total = analyseEndpoint(
    run.total ?? sumOf(requestsOf(sorted, run)),
    'total',
    run,
    phases,
    timeline,
    settings,
  );
  const littlesLaw = checkLittlesLaw(run, phases, total);
  const generator = judgeGenerator(run, timeline);
  const scaling = analyseScaling(run, phases, options.responseTimeLimitMs ?? null);
  return {
    schema: 'analysis/1',
    run: headerOf(run),
    phases,
    settings,
    endpoints,
    total,
    timeline,
    failureCauses: failureCauses(requestsOf(sorted, run), run.source.kind),
    exceptions: run.exceptions,
    littlesLaw,
    scaling: scaling.scaling,
    generator,
    capacity: analyseCapacity(run, total, generator, settings, options.loadLimits ?? []),
    // A saturated generator puts everything else in doubt, so it is said first.
    notices: [
      ...generatorSaturated(generator),
      ...run.notices,
      ...notices,
      ...scaling.notices,
      ...dataQuality({ run, endpoints, total, littlesLaw, generator }),
    ],
  };
}

function settingsOf(options: AnalysisOptions): AnalysisSettings {
  const apdexToleratedMs = options.apdexToleratedMs ?? DEFAULT_APDEX_TOLERATED_MS;
  const confidence = options.confidence ?? DEFAULT_CONFIDENCE;
  if (!(apdexToleratedMs > 0)) {
    throw new Problem(
      'usage',
      'apdex-out-of-range',
      `the Apdex limit is ${apdexToleratedMs} ms, expected more than 0 ms`,
      { fix: 'Give the response time up to which users are satisfied, such as 500 ms.' },
    );
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new Problem(
      'usage',
      'confidence-out-of-range',
      `the confidence is ${confidence}, expected between 0 and 1`,
      { fix: 'Give a ratio such as 0.95.' },
    );
  }
  return { apdexToleratedMs, confidence };
}

function analyseEndpoint(
  endpoint: Endpoint,
  anchor: string,
  run: Run,
  phases: Phases,
  timeline: Timeline | null,
  settings: AnalysisSettings,
): EndpointAnalysis {
  const whole = wholeStatistics(endpoint, run, settings);
  return {
    key: endpoint.key,
    anchor,
    isGroup: isGroup(endpoint, run),
    whole,
    steady: steadyStatistics(endpoint, run.source, phases, settings),
    curve: percentileCurve(endpoint.latency),
    series: seriesOf(endpoint.windows, run.source, timeline),
    allRequests: analyseAllRequests(endpoint, run.source, settings.confidence),
    measures: analyseMeasures(endpoint),
  };
}

/** The engine records a group of requests beside them, under this word in place of the method. */
function isGroup({ key }: Endpoint, { source }: Run): boolean {
  return source.kind === 'engine' && key.method === GROUP_METHOD;
}

function requestsOf(endpoints: readonly Endpoint[], run: Run): readonly Endpoint[] {
  return endpoints.filter((endpoint) => !isGroup(endpoint, run));
}

/** Null where nothing was trimmed (then the whole run says the same) and where there are no windows. */
function steadyStatistics(endpoint: Endpoint, source: Source, phases: Phases, settings: AnalysisSettings) {
  const { steadyStartMs, steadyEndMs } = phases;
  if (endpoint.windows === null || steadyStartMs === null || steadyEndMs === null) return null;
  if (phases.method === 'whole-run') return null;
  const selection = windowsWithin(endpoint.windows, source, steadyStartMs, steadyEndMs);
  return partStatistics(selection, source, settings);
}

/** Stands in where the source has no record of all requests together: counts add up, percentiles do not. */
function sumOf(endpoints: readonly Endpoint[]): Endpoint {
  const sum = (value: (endpoint: Endpoint) => number) =>
    endpoints.reduce((all, endpoint) => all + value(endpoint), 0);
  return {
    key: { method: '', name: 'Aggregated' },
    requests: sum((endpoint) => endpoint.requests),
    failures: sum((endpoint) => endpoint.failures),
    latency: null,
    meanResponseBytes: null,
    reportedThroughputPerS: null,
    failureGroups: [],
    measures: [],
    windows: null,
  };
}

function headerOf(run: Run): RunHeader {
  const { id, label, labels, origin, source, startMs, endMs, durationMs, ended, load } = run;
  const usersPeak =
    run.users === null ? null : run.users.users.reduce((most, users) => Math.max(most, users), 0);
  return { id, label, labels, origin, source, startMs, endMs, durationMs, ended, load, usersPeak };
}
