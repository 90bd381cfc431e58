import type { ClusterClockEvent, ClusterGapEvent, ClusterObjectEvent } from '../model/event.ts';
import { ApiFailure } from './api/api-failure.ts';
import type { KubernetesApi } from './api/kubernetes-api.ts';
import { watchClock } from './clock/clock-watcher.ts';
import { pollMetrics } from './watch/metrics-poller.ts';
import { ResourceWatcher, type WatcherContext } from './watch/resource-watcher.ts';
import { type MonitorTiming, pause, USUAL_TIMING } from './watch/timing.ts';
import type { WatcherSink } from './watch/watcher-sink.ts';
import type { FoundWorkload } from './workload/find-workload.ts';
import { watchedOf } from './workload/watched-of-workload.ts';

/** What the monitor sees of a cluster. */
export type ClusterEvent = ClusterObjectEvent | ClusterGapEvent | ClusterClockEvent;

/** What to follow, and where to tell of it. */
export interface MonitorSettings {
  readonly api: KubernetesApi;
  readonly workload: FoundWorkload;
  /** Whose endpoints count; null: of every service that leads to the workload's pods. */
  readonly service: string | null;
  /** Events as they come; those of one call belong together. */
  readonly emit: (events: readonly ClusterEvent[]) => void;
  /** What is followed and what is not, whenever that changes. */
  readonly onTrouble?: (troubles: ReadonlyMap<string, ApiFailure>) => void;
  readonly timing?: Partial<MonitorTiming>;
}

/** A monitor that runs. */
export interface RunningMonitor {
  /** When everything was listed once, or could not be. Never rejects. */
  readonly begun: Promise<void>;
  /** What is not followed right now, and why; by the resource's name in the API. */
  readonly troubles: ReadonlyMap<string, ApiFailure>;
  /** Ends it; resolves when nothing more is emitted. More than once does no harm. */
  stop(): Promise<void>;
}

/** Follows a workload, its autoscaler, pods, endpoints and events until it is stopped. It only reads. */
export function startMonitor(settings: MonitorSettings): RunningMonitor {
  const { api, workload, service, onTrouble } = settings;
  const timing = { ...USUAL_TIMING, ...settings.timing };
  const stopping = new AbortController();
  const { signal } = stopping;
  const troubles = new Map<string, ApiFailure>();
  const sink: WatcherSink = {
    emit(events) {
      if (events.length > 0) settings.emit(events);
    },
    watching(resource) {
      if (troubles.delete(resource)) onTrouble?.(troubles);
    },
    failing(resource, failure) {
      const before = troubles.get(resource);
      troubles.set(resource, failure);
      if (before?.message !== failure.message) onTrouble?.(troubles);
    },
  };
  const context: WatcherContext = { api, timing, sink, signal };
  const watchers = watchedOf(workload, service).map((resource) => new ResourceWatcher(resource, context));
  const first: Promise<void>[] = [];
  const running = watchers.map((watcher) => {
    let begin: () => void = () => {};
    first.push(
      new Promise((resolve) => {
        begin = resolve;
      }),
    );
    return watcher.run(begin);
  });
  const all = Promise.all([
    ...running,
    pollMetrics(workload, context),
    watchClock(api, timing, signal, (event) => settings.emit([event])),
    crossCheck(watchers, context),
  ]);
  // It is awaited at the end; until then nobody is there for a mistake of ours, which `stop` tells.
  all.catch(() => {});
  return {
    begun: Promise.all(first).then(() => {}),
    troubles,
    async stop() {
      stopping.abort();
      api.close();
      await all;
    },
  };
}

/** Workload and autoscaler are looked at beside their watches: one that fell silent is not alone. */
async function crossCheck(
  watchers: readonly ResourceWatcher[],
  { timing, signal }: WatcherContext,
): Promise<void> {
  while (!signal.aborted) {
    await pause(timing.crossCheckMs, signal);
    const looked = await Promise.all(watchers.slice(0, 2).map((watcher) => isBehind(watcher)));
    if (looked.includes(true)) for (const watcher of watchers) watcher.restart();
  }
}

async function isBehind(watcher: ResourceWatcher): Promise<boolean> {
  try {
    return await watcher.crossCheck();
  } catch (error) {
    // The watches find out for themselves what is wrong.
    if (error instanceof ApiFailure) return false;
    throw error;
  }
}
