import type {
  ClusterClockEvent,
  ClusterGapEvent,
  ClusterObjectEvent,
  ReachabilityEvent,
} from '../../model/event.ts';
import type { ClockAlignment, Reachability, RecordGap, ScalingTimeline } from '../../model/scaling.ts';
import { KubernetesHistory, type RecordClock } from './kubernetes-history.ts';

/** What the monitor writes. */
export type ClusterRecordEvent = ClusterObjectEvent | ClusterGapEvent | ClusterClockEvent | ReachabilityEvent;

const SOURCE = 'Plimsoll monitor';

/** Puts together what the monitor recorded. */
export class ClusterRecord {
  readonly #history = new KubernetesHistory();
  readonly #gaps: RecordGap[] = [];
  readonly #reachability: Reachability[] = [];
  #leastOffsetMs = Number.NEGATIVE_INFINITY;
  #mostOffsetMs = Number.POSITIVE_INFINITY;
  #hasClock = false;

  /** @returns why the event cannot be used, in words without a full stop; null when it was. */
  add(event: ClusterRecordEvent): string | null {
    switch (event.type) {
      case 'cluster-object': {
        const seen = { earliestMs: event.receivedMs, latestMs: event.receivedMs };
        const taken = this.#history.observe({ seen, change: event.change, object: event.object });
        return taken > 0 ? null : 'is of a kind that tells nothing of scaling';
      }
      case 'cluster-gap': {
        const { resource, fromMs, toMs, reason } = event;
        this.#gaps.push({ fromMs, toMs, reason: `${resource}: ${reason}` });
        return null;
      }
      case 'cluster-clock':
        this.#addClock(event);
        return null;
      case 'reachability':
        this.#addReachability(event);
        return null;
    }
  }

  /** None when no workload was recorded. */
  finish(): readonly ScalingTimeline[] {
    if (this.#history.isEmpty) return [];
    const gaps = [...this.#gaps].sort((a, b) => a.fromMs - b.fromMs);
    return this.#history.finish(this.#clock(), SOURCE, gaps, this.#reachability);
  }

  /** Each look bounds the offset; a clock that runs away lets no offset fit all of them, so the last one stands. */
  #addClock({ offsetMs, uncertaintyMs }: ClusterClockEvent): void {
    this.#hasClock = true;
    const least = Math.max(this.#leastOffsetMs, offsetMs - uncertaintyMs);
    const most = Math.min(this.#mostOffsetMs, offsetMs + uncertaintyMs);
    const agrees = least <= most;
    this.#leastOffsetMs = agrees ? least : offsetMs - uncertaintyMs;
    this.#mostOffsetMs = agrees ? most : offsetMs + uncertaintyMs;
  }

  #addReachability({ atMs, isReachable, message }: ReachabilityEvent): void {
    const last = this.#reachability.at(-1);
    if (last?.isReachable === isReachable && last.message === message) return;
    const earliestMs = last?.at.latestMs ?? atMs;
    this.#reachability.push({ at: { earliestMs, latestMs: atMs, basis: 'polled' }, isReachable, message });
  }

  #clock(): RecordClock {
    if (!this.#hasClock) {
      return { cluster: { offsetMs: 0, uncertaintyMs: 0 }, alignment: SAME_CLOCK };
    }
    const offsetMs = (this.#leastOffsetMs + this.#mostOffsetMs) / 2;
    const uncertaintyMs = (this.#mostOffsetMs - this.#leastOffsetMs) / 2;
    return {
      cluster: { offsetMs, uncertaintyMs },
      alignment: {
        shiftMs: -offsetMs,
        uncertaintyMs,
        basis: 'date-header',
        timezone: null,
        isTimezoneStated: true,
        explanation: `The cluster's clock ${differenceInWords(offsetMs)} the monitor's (± ${shown(uncertaintyMs)}), by the Date of the API server's answers; its stamps were moved by that.`,
      },
    };
  }
}

const SAME_CLOCK: ClockAlignment = {
  shiftMs: 0,
  uncertaintyMs: null,
  basis: 'same-clock',
  timezone: null,
  isTimezoneStated: true,
  explanation: "The cluster's clock was not compared with the load generator's: they are taken to agree.",
};

function differenceInWords(offsetMs: number): string {
  if (Math.abs(offsetMs) < 1) return 'agreed with';
  return `was ${shown(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead of' : 'behind'}`;
}

function shown(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
