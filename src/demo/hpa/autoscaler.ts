import {
  type HpaCondition,
  type HpaDecision,
  limited,
  type Step,
  stabilized,
  withinRange,
} from './decision.ts';
import {
  DEFAULT_TIMING,
  type HpaBehavior,
  type HpaSpec,
  type HpaTiming,
  type ObservedPod,
  type PodMetric,
  type ResourceName,
} from './hpa-spec.ts';
import { disabled, failed, reasonOf, succeeded, unasked } from './outcomes.ts';
import { downLimit, downRules, type ScaleEvent, upLimit, upRules } from './rate-limit.ts';
import { type MetricProposal, MetricUnavailable, proposeReplicas } from './utilization.ts';

/** By resource, by pod. A resource of which nothing is known is absent or empty. */
export type MetricsByResource = Readonly<Partial<Record<ResourceName, ReadonlyMap<string, PodMetric>>>>;

/** No policy may look back farther (validation of `periodSeconds` in autoscaling/v2). */
const LONGEST_PERIOD_S = 1800;

/**
 * The decisions of a HorizontalPodAutoscaler as of Kubernetes 1.22 and later: scaling.md 2, from
 * `pkg/controller/podautoscaler/horizontal.go`. Remembers recommendations and rescales; knows no clock of its own.
 */
export class Autoscaler {
  readonly #spec: HpaSpec;
  readonly #timing: HpaTiming;
  #recommendations: { readonly atS: number; readonly replicas: number }[] = [];
  #added: readonly ScaleEvent[] = [];
  #removed: readonly ScaleEvent[] = [];

  constructor(spec: HpaSpec, timing: HpaTiming = DEFAULT_TIMING) {
    this.#spec = spec;
    this.#timing = timing;
  }

  /** One sync. Assumes that a rescale which it asks for succeeds. `nowS` never goes back. */
  sync(
    nowS: number,
    currentReplicas: number,
    pods: readonly ObservedPod[],
    metrics: MetricsByResource,
  ): HpaDecision {
    const { minReplicas, maxReplicas } = this.#spec;
    if (this.#recommendations.length === 0) {
      this.#recommendations.push({ atS: nowS, replicas: currentReplicas });
    }
    if (currentReplicas === 0 && minReplicas !== 0) return disabled();
    if (currentReplicas > maxReplicas) {
      return this.#moved(
        nowS,
        currentReplicas,
        maxReplicas,
        'Current number of replicas above Spec.MaxReplicas',
      );
    }
    if (currentReplicas < minReplicas) {
      return this.#moved(
        nowS,
        currentReplicas,
        minReplicas,
        'Current number of replicas below Spec.MinReplicas',
      );
    }
    return this.#byMetrics(nowS, currentReplicas, pods, metrics);
  }

  #byMetrics(
    nowS: number,
    current: number,
    pods: readonly ObservedPod[],
    metrics: MetricsByResource,
  ): HpaDecision {
    const asked = this.#ask(nowS, current, pods, metrics);
    const { proposals, failures } = asked;
    const highest = proposals.reduce<(typeof proposals)[number] | null>(
      (best, next) => (best === null || next.replicas > best.replicas ? next : best),
      null,
    );
    // With a metric missing, what is left may say "more" but not "fewer".
    if (highest === null || (failures.length > 0 && highest.replicas < current)) {
      return failed(current, proposals, failures, this.#spec.metrics.length);
    }
    const proposed = highest.replicas;
    const name = `${highest.name} resource utilization (percentage of request)`;
    const stable = this.#stabilize(nowS, current, proposed);
    const limit = this.#limit(nowS, current, stable.replicas);
    const desiredReplicas = limit.replicas;
    const rescaled = desiredReplicas !== current;
    if (rescaled) this.#remember(nowS, current, desiredReplicas);
    const active = `the HPA was able to successfully calculate a replica count from ${name}`;
    const valid: HpaCondition = {
      type: 'ScalingActive',
      status: 'True',
      reason: 'ValidMetricFound',
      message: active,
    };
    return {
      currentReplicas: current,
      desiredReplicas,
      proposedReplicas: proposed,
      rescaleReason: rescaled ? reasonOf(proposed, current, name) : null,
      metrics: proposals,
      failures,
      error: null,
      conditions: [rescaled ? succeeded(desiredReplicas) : stable.condition, valid, limit.condition],
    };
  }

  #ask(nowS: number, current: number, pods: readonly ObservedPod[], metrics: MetricsByResource) {
    const proposals: (MetricProposal & { readonly name: ResourceName })[] = [];
    const failures: { name: ResourceName; message: string }[] = [];
    for (const target of this.#spec.metrics) {
      try {
        const of = metrics[target.name] ?? new Map();
        proposals.push({
          name: target.name,
          ...proposeReplicas(current, target, pods, of, nowS, this.#timing),
        });
      } catch (error) {
        if (!(error instanceof MetricUnavailable)) throw error;
        failures.push({
          name: target.name,
          message: `failed to get ${target.name} utilization: ${error.message}`,
        });
      }
    }
    return { proposals, failures };
  }

  #stabilize(nowS: number, current: number, proposed: number): Step {
    const { behavior } = this.#spec;
    return behavior
      ? this.#stabilizeByRules(nowS, current, proposed, behavior)
      : this.#stabilizeDown(nowS, proposed);
  }

  /** Without `behavior`: the highest recommendation of the last 5 minutes. */
  #stabilizeDown(nowS: number, proposed: number): Step {
    const since = nowS - this.#timing.downscaleStabilizationSeconds;
    this.#recommendations = this.#recommendations.filter(({ atS }) => atS >= since);
    const replicas = this.#recommendations.reduce((most, old) => Math.max(most, old.replicas), proposed);
    this.#recommendations.push({ atS: nowS, replicas: proposed });
    return stabilized(proposed, replicas, 'down');
  }

  /** With `behavior`: the current number, moved into what the windows of both directions allow. */
  #stabilizeByRules(nowS: number, current: number, proposed: number, behavior: HpaBehavior): Step {
    const upWindowS = upRules(behavior).stabilizationWindowSeconds;
    const downWindowS = this.#downRules(behavior).stabilizationWindowSeconds;
    let lowest = proposed;
    let highest = proposed;
    for (const { atS, replicas } of this.#recommendations) {
      if (atS > nowS - upWindowS) lowest = Math.min(lowest, replicas);
      if (atS > nowS - downWindowS) highest = Math.max(highest, replicas);
    }
    const since = nowS - Math.max(upWindowS, downWindowS);
    this.#recommendations = this.#recommendations.filter(({ atS }) => atS >= since);
    this.#recommendations.push({ atS: nowS, replicas: proposed });
    const replicas = Math.min(Math.max(current, lowest), highest);
    return stabilized(proposed, replicas, proposed >= current ? 'up' : 'down');
  }

  #limit(nowS: number, current: number, wanted: number): Step {
    const { behavior, minReplicas, maxReplicas } = this.#spec;
    if (behavior) return this.#limitByRules(nowS, current, wanted, behavior);
    const rate = Math.max(2 * current, 4);
    if (wanted < minReplicas) return limited(minReplicas, 'TooFewReplicas');
    if (maxReplicas > rate && wanted > rate) return limited(rate, 'ScaleUpLimit');
    if (wanted > maxReplicas) return limited(maxReplicas, 'TooManyReplicas');
    return withinRange(wanted);
  }

  #limitByRules(nowS: number, current: number, wanted: number, behavior: HpaBehavior): Step {
    const { minReplicas, maxReplicas } = this.#spec;
    if (wanted > current) {
      const rate = upLimit(current, upRules(behavior), this.#added, this.#removed, nowS);
      if (maxReplicas > rate && wanted > rate) return limited(rate, 'ScaleUpLimit');
      if (wanted > maxReplicas) return limited(maxReplicas, 'TooManyReplicas');
    } else if (wanted < current) {
      const rate = downLimit(current, this.#downRules(behavior), this.#added, this.#removed, nowS);
      if (minReplicas < rate && wanted < rate) return limited(rate, 'ScaleDownLimit');
      if (wanted < minReplicas) return limited(minReplicas, 'TooFewReplicas');
    }
    return withinRange(wanted);
  }

  #downRules(behavior: HpaBehavior) {
    return downRules(behavior, this.#timing.downscaleStabilizationSeconds);
  }

  #moved(nowS: number, currentReplicas: number, desiredReplicas: number, rescaleReason: string): HpaDecision {
    this.#remember(nowS, currentReplicas, desiredReplicas);
    return {
      ...unasked(currentReplicas, desiredReplicas),
      rescaleReason,
      conditions: [succeeded(desiredReplicas)],
    };
  }

  #remember(nowS: number, from: number, to: number): void {
    const known = ({ atS }: ScaleEvent) => atS > nowS - LONGEST_PERIOD_S;
    this.#added = this.#added.filter(known);
    this.#removed = this.#removed.filter(known);
    if (to > from) this.#added = [...this.#added, { atS: nowS, replicas: to - from }];
    if (to < from) this.#removed = [...this.#removed, { atS: nowS, replicas: from - to }];
  }
}
