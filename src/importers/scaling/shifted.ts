import type {
  ClockAlignment,
  InstantRange,
  Occurrence,
  PodRecord,
  ScalingTimeline,
} from '../../model/scaling.ts';

/** A record with `clock.shiftMs` added to all its times; the analysis adds the doubt where it compares two clocks. */
export function shifted(timeline: ScalingTimeline, clock: ClockAlignment): ScalingTimeline {
  const by = clock.shiftMs;
  if (by === 0) return { ...timeline, clock };
  const range = <T extends InstantRange>(at: T): T => ({
    ...at,
    earliestMs: at.earliestMs + by,
    latestMs: at.latestMs + by,
  });
  const maybe = (at: Occurrence | null) => (at === null ? null : range(at));
  const columns = (times: readonly number[]) => times.map((ms) => ms + by);
  const at = <T extends { readonly at: Occurrence }>(entry: T): T => ({ ...entry, at: range(entry.at) });
  const pod = (record: PodRecord): PodRecord => ({
    ...record,
    created: maybe(record.created),
    scheduled: maybe(record.scheduled),
    started: maybe(record.started),
    ready: maybe(record.ready),
    inEndpoints: maybe(record.inEndpoints),
    deleted: maybe(record.deleted),
    gone: maybe(record.gone),
    lastSeenMs: record.lastSeenMs + by,
  });
  return {
    ...timeline,
    clock,
    observed: { fromMs: timeline.observed.fromMs + by, toMs: timeline.observed.toMs + by },
    gaps: timeline.gaps.map((gap) => ({ ...gap, fromMs: gap.fromMs + by, toMs: gap.toMs + by })),
    replicas: timeline.replicas.map((series) => ({
      ...series,
      levels: series.levels.map((level) => ({
        ...level,
        began: maybe(level.began),
        lastSeenMs: level.lastSeenMs + by,
      })),
    })),
    signals: timeline.signals.map((signal) => ({
      ...signal,
      earliestMs: columns(signal.earliestMs),
      latestMs: columns(signal.latestMs),
    })),
    conditions: timeline.conditions.map(at),
    pods: timeline.pods.map(pod),
    usage: timeline.usage.map((usage) => ({ ...usage, atMs: columns(usage.atMs) })),
    events: timeline.events.map((event) => ({ ...at(event), firstAt: range(event.firstAt) })),
    reachability: timeline.reachability.map(at),
  };
}
