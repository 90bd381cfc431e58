import type { Phases } from '../../model/analysis.ts';
import type { Notice } from '../../model/notice.ts';
import type { Run } from '../../model/run.ts';
import type { ScalingTimeline } from '../../model/scaling.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { costOf } from './cost.ts';
import { curvesOf } from './curves.ts';
import { elasticityOf } from './demand.ts';
import { exactnessOf } from './exactness.ts';
import { flappingOf } from './flapping.ts';
import { loadCourseOf } from './load-course.ts';
import { outcomeOfRecord } from './outcome.ts';
import { podLivesOf } from './pod-lives.ts';
import { recoveryOf } from './recovery.ts';
import { overshootOf, replicaCounts } from './replica-counts.ts';
import { responseTimesOf } from './response-times.ts';
import { saturationOf } from './saturation.ts';
import { type LoadSide, scalingContext } from './scaling-context.ts';
import { scalingNotices } from './scaling-notices.ts';
import { looseSteps } from './steps.ts';
import { stuckPodsOf } from './stuck-pods.ts';
import { summaryOf } from './summary.ts';
import { surgesOf } from './surges.ts';
import { tellingEvents } from './telling-events.ts';
import { throughputPerReplica } from './throughput-per-replica.ts';

/** What the records of scaling of a run say, and what to know of them. */
export interface ScalingFindings {
  readonly scaling: readonly ScalingAnalysis[];
  readonly notices: readonly Notice[];
}

/**
 * Did each recorded workload scale in time: every step with its phases, surges, recovery, and what users met meanwhile.
 * Definitions: docs/scaling.md.
 *
 * @param responseTimeLimitMs limit of the p95 of all requests; null: twice what it was before the load rose.
 */
export function analyseScaling(
  run: Run,
  phases: Phases,
  responseTimeLimitMs: number | null,
): ScalingFindings {
  if (run.scaling.length === 0) return { scaling: [], notices: [] };
  const side: LoadSide = {
    course: loadCourseOf(run),
    responseTimes: responseTimesOf(run),
    limitMs: responseTimeLimitMs,
  };
  const each = run.scaling.map((timeline) => analyseTimeline(run, phases, timeline, side));
  return {
    scaling: each.map(({ analysis }) => analysis),
    notices: each.flatMap(({ notices }) => notices),
  };
}

function analyseTimeline(
  run: Run,
  phases: Phases,
  timeline: ScalingTimeline,
  side: LoadSide,
): { readonly analysis: ScalingAnalysis; readonly notices: readonly Notice[] } {
  const context = scalingContext(timeline, side);
  const { surges, steps } = surgesOf(context, looseSteps(context));
  const replicas = replicaCounts(context);
  const elasticity = elasticityOf(context);
  const saturation = saturationOf(context);
  const stuckPods = stuckPodsOf(timeline);
  const outcome = outcomeOfRecord(context, surges, steps);
  const isStepCountLowerBound = context.known.mayHideSteps;
  const told = { outcome, surges, steps, replicas, isStepCountLowerBound, stuckPods, saturation };
  const { workload, kind, namespace, sources, observed, gaps, clock, autoscaler, pods } = timeline;
  const analysis: ScalingAnalysis = {
    workload,
    kind,
    namespace,
    sources,
    observed,
    exactness: exactnessOf(context),
    gaps,
    clock,
    autoscaler,
    ...told,
    summary: summaryOf(told, context),
    recovery: recoveryOf(context, replicas.atStart),
    flapping: flappingOf(context.known.decisions, autoscaler),
    overshootReplicas: overshootOf(context, surges),
    restarts: pods.reduce((sum, { restarts }) => sum + restarts, 0),
    cost: costOf(run, context, surges),
    elasticity: elasticity.elasticity,
    elasticityReason: elasticity.reason,
    throughputPerReadyReplica: throughputPerReplica(run, phases, context.ready),
    curves: curvesOf(context),
    ...podLivesOf(context),
    ...tellingEvents(timeline.events),
  };
  return { analysis, notices: scalingNotices(context) };
}
