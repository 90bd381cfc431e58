import type {
  Autoscaler,
  AutoscalerBehavior,
  AutoscalerCondition,
  InstantRange,
  ReplicaSeries,
  ScalingRules,
  SignalSeries,
} from '../../model/scaling.ts';
import { currentValueOf, targetOf } from './autoscaler-metrics.ts';
import { type AutoscalerObject, inVersion2 } from './autoscaler-version.ts';
import { countAt, objectsAt, type PlainObject, textAt, timeAt, valueAt } from './fields.ts';
import type { Observation } from './observation.ts';
import { type ClusterClock, stampedAt } from './occurrences.ts';
import { ReplicaHistory } from './replica-history.ts';

const SOURCE = 'HorizontalPodAutoscaler';

interface SignalColumns {
  readonly unit: SignalSeries['unit'];
  readonly earliestMs: number[];
  readonly latestMs: number[];
  readonly values: (number | null)[];
  readonly targets: (number | null)[];
}

interface SeenCondition {
  readonly condition: PlainObject;
  readonly stamp: InstantRange;
  readonly seen: InstantRange | null;
}

/** Follows one HorizontalPodAutoscaler. */
export class AutoscalerHistory {
  readonly name: string;
  readonly #desired = new ReplicaHistory('desired', SOURCE);
  readonly #signals = new Map<string, SignalColumns>();
  readonly #conditions: SeenCondition[] = [];
  readonly #latestCondition = new Map<string, string>();
  #settings: Autoscaler | null = null;

  constructor(name: string) {
    this.name = name;
  }

  observe({ seen, change, object }: Observation): void {
    const { metrics, currentMetrics, conditions, behavior } = inVersion2(object);
    const targets = metrics.map(targetOf).filter((target) => target !== null);
    this.#settings = {
      name: this.name,
      minReplicas: countAt(object, 'spec', 'minReplicas') ?? 1,
      maxReplicas: countAt(object, 'spec', 'maxReplicas'),
      targets,
      behavior: behaviorOf(behavior),
    };
    for (const condition of conditions) this.#observeCondition(condition, seen);
    if (seen === null || change === 'deleted') return;
    // Where it cannot compute a number it states 0, which is nothing that it asks for.
    const desired = countAt(object, 'status', 'desiredReplicas');
    if (desired !== 0 || this.#settings.minReplicas === 0) this.#desired.observe(desired, seen, change);
    for (const target of targets) {
      const columns = this.#columnsOf(target.metric, target.unit);
      columns.earliestMs.push(seen.earliestMs);
      columns.latestMs.push(seen.latestMs);
      columns.values.push(currentValueOf(currentMetrics, target));
      columns.targets.push(target.target);
    }
  }

  finish(
    clock: ClusterClock,
    toMs: number,
  ): {
    readonly autoscaler: Autoscaler | null;
    readonly desired: ReplicaSeries | null;
    readonly signals: readonly SignalSeries[];
    readonly conditions: readonly AutoscalerCondition[];
  } {
    this.#desired.extendTo(toMs);
    return {
      autoscaler: this.#settings,
      desired: this.#desired.finish(),
      signals: [...this.#signals].map(([metric, columns]) => ({ metric, source: SOURCE, ...columns })),
      conditions: this.#conditions
        .map(({ condition, stamp, seen }) => conditionOf(condition, stamp, clock, seen))
        .sort((a, b) => a.at.earliestMs - b.at.earliestMs),
    };
  }

  #columnsOf(metric: string, unit: SignalSeries['unit']): SignalColumns {
    const known = this.#signals.get(metric);
    if (known !== undefined) return known;
    const columns: SignalColumns = { unit, earliestMs: [], latestMs: [], values: [], targets: [] };
    this.#signals.set(metric, columns);
    return columns;
  }

  /** The message changes with every figure in it: a new state is another status or reason. */
  #observeCondition(condition: PlainObject, seen: InstantRange | null): void {
    const type = textAt(condition, 'type') ?? '';
    const state = `${textAt(condition, 'status')} ${textAt(condition, 'reason')}`;
    if (this.#latestCondition.get(type) === state) return;
    const isFirst = !this.#latestCondition.has(type);
    this.#latestCondition.set(type, state);
    const transition = timeAt(condition, 'lastTransitionTime');
    // The time of a transition is that of the status; a reason changes without it.
    const isOwn = transition !== null && (isFirst || seen === null || near(transition, seen));
    const stamp = isOwn ? transition : seen;
    if (stamp !== null) this.#conditions.push({ condition, stamp, seen });
  }
}

function near(stamp: InstantRange, seen: InstantRange): boolean {
  return Math.abs(seen.latestMs - stamp.earliestMs) < 5000;
}

function conditionOf(
  condition: PlainObject,
  stamp: InstantRange,
  clock: ClusterClock,
  seen: InstantRange | null,
): AutoscalerCondition {
  const status = textAt(condition, 'status');
  const watched = stamp === seen ? { ...stamp, basis: 'watched' as const } : null;
  return {
    at: watched ?? stampedAt(stamp, clock, seen) ?? { ...stamp, basis: 'cluster-time' },
    type: textAt(condition, 'type') ?? '',
    status: status === 'True' || status === 'False' ? status : 'Unknown',
    reason: textAt(condition, 'reason') ?? '',
    message: textAt(condition, 'message') ?? '',
  };
}

function behaviorOf(behavior: AutoscalerObject['behavior']): AutoscalerBehavior | 'default' {
  if (Object.keys(behavior).length === 0) return 'default';
  return { scaleUp: rulesOf(behavior, 'scaleUp'), scaleDown: rulesOf(behavior, 'scaleDown') };
}

function rulesOf(behavior: PlainObject, direction: 'scaleUp' | 'scaleDown'): ScalingRules | null {
  const rules = valueAt(behavior, direction);
  if (typeof rules !== 'object' || rules === null) return null;
  const seconds = countAt(rules, 'stabilizationWindowSeconds');
  const select = textAt(rules, 'selectPolicy');
  return {
    stabilizationWindowMs: seconds === null ? null : seconds * 1000,
    selectPolicy: select === 'Max' || select === 'Min' || select === 'Disabled' ? select : null,
    policies: objectsAt(rules, 'policies').flatMap((policy) => {
      const type = textAt(policy, 'type');
      const value = countAt(policy, 'value');
      const periodS = countAt(policy, 'periodSeconds');
      if ((type !== 'Pods' && type !== 'Percent') || value === null || periodS === null) return [];
      return [{ type, value, periodMs: periodS * 1000 }];
    }),
  };
}
