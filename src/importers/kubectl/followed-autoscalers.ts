import { detachedText } from '../../decode/detached-text.ts';
import type { Autoscaler, InstantRange } from '../../model/scaling.ts';
import { LevelBuilder } from '../scaling/level-builder.ts';
import { targetsOf } from '../scaling/metric-text.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { SignalBuilder } from '../scaling/signal-builder.ts';
import { type Follower, ListOrWatch } from './list-or-watch.ts';
import { toldAt } from './moment.ts';
import { ObservedSpan } from './observed-span.ts';
import type { HpaRow } from './rows.ts';

const MOST_AUTOSCALERS = 50;
const MOST_SIGNALS = 50;

interface FollowedAutoscaler {
  readonly workload: HpaRow['workload'];
  readonly desired: LevelBuilder;
  readonly signals: Map<string, SignalBuilder>;
  readonly observed: ObservedSpan;
  settings: Autoscaler;
}

/** Follows the autoscalers of `kubectl get hpa`. */
export class FollowedAutoscalers implements Follower<HpaRow> {
  readonly stream = new ListOrWatch<HpaRow>(this, ({ name }) => name);
  readonly #autoscalers = new Map<string, FollowedAutoscaler>();

  list(read: InstantRange, rows: readonly HpaRow[]): void {
    for (const row of rows) this.#take(read, row);
  }

  change(seen: InstantRange, row: HpaRow, isGone: boolean): void {
    if (!isGone) this.#take({ earliestMs: toldAt(seen).earliestMs, latestMs: seen.latestMs }, row);
  }

  undated(row: HpaRow): void {
    this.#autoscalerOf(row);
  }

  parts(usesZone: boolean): readonly ScalingPart[] {
    const source = this.stream.hasWatched ? 'kubectl get hpa --watch' : 'kubectl get hpa';
    return [...this.#autoscalers.values()].map(({ workload, desired, signals, observed, settings }) => ({
      ...emptyPart(source),
      workload: workload.name,
      kind: workload.kind,
      observed: observed.span,
      gaps: this.stream.gaps(),
      replicas: desired.series('desired', source),
      autoscaler: settings,
      signals: [...signals.values()].map((signal) => signal.series(source)),
      usesZone,
    }));
  }

  #take(read: InstantRange, row: HpaRow): void {
    const autoscaler = this.#autoscalerOf(row);
    if (autoscaler === null) return;
    autoscaler.observed.extend(read);
    for (const { metric, unit, value, target } of row.metrics) {
      const signal = autoscaler.signals.get(metric) ?? new SignalBuilder(metric, unit);
      if (autoscaler.signals.size >= MOST_SIGNALS && !autoscaler.signals.has(metric)) continue;
      autoscaler.signals.set(metric, signal);
      signal.add(read, value, target);
    }
    // The table shows the replicas that the autoscaler found when it looked, 0 before it first did: those that it then asks
    // for stand in the line of its next look, so that a change lies between the two.
    if (row.replicas > 0 || !autoscaler.desired.isEmpty) autoscaler.desired.polled(read, row.replicas);
  }

  #autoscalerOf({ name, workload, metrics, minReplicas, maxReplicas }: HpaRow): FollowedAutoscaler | null {
    const known = this.#autoscalers.get(name);
    if (known === undefined && this.#autoscalers.size >= MOST_AUTOSCALERS) return null;
    const targets = targetsOf(metrics);
    const before = known?.settings;
    const settings: Autoscaler = {
      name: before?.name ?? detachedText(name),
      minReplicas,
      maxReplicas,
      targets: targets.length > 0 ? targets : (before?.targets ?? []),
      behavior: null,
    };
    if (known !== undefined) {
      known.settings = settings;
      return known;
    }
    const made = {
      workload: { kind: detachedText(workload.kind), name: detachedText(workload.name) },
      desired: new LevelBuilder(),
      signals: new Map<string, SignalBuilder>(),
      observed: new ObservedSpan(),
      settings,
    };
    this.#autoscalers.set(settings.name, made);
    return made;
  }
}
