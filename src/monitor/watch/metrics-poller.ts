import type { ClusterObjectEvent } from '../../model/event.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { KnownObjects } from '../objects/known-objects.ts';
import type { FoundWorkload } from '../workload/find-workload.ts';
import { readList } from './read-list.ts';
import type { WatcherContext } from './resource-watcher.ts';
import { pause, pauseAfter } from './timing.ts';
import { listPath } from './watched-resource.ts';

/** As it is named among what is watched, and in RBAC. */
const METRICS = 'pods.metrics.k8s.io';
const LIST = { apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetrics' } as const;

/** Reads the CPU and memory of the pods again and again: they cannot be watched. Never rejects. */
export async function pollMetrics(
  { namespace, labelSelector }: FoundWorkload,
  { api, timing, sink, signal }: WatcherContext,
): Promise<void> {
  const path = listPath(LIST.apiVersion, namespace, 'pods');
  const known = new KnownObjects();
  let failures = 0;
  while (!signal.aborted) {
    try {
      const options = { timeoutMs: timing.requestMs, signal };
      const { items } = await readList(api, path, { labelSelector, fieldSelector: '' }, options);
      failures = 0;
      sink.emit(known.listed(items, LIST, Date.now()).filter(isMeasurement));
      sink.watching(METRICS);
      await pause(timing.metricsMs, signal);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (signal.aborted) return;
      failures += 1;
      sink.failing(METRICS, error);
      const backoff = pauseAfter(failures, timing, error.retryAfterMs, Math.random());
      await pause(Math.max(timing.metricsMs, backoff), signal);
    }
  }
}

/** That a pod is gone, its own object says. */
function isMeasurement({ change }: ClusterObjectEvent): boolean {
  return change !== 'deleted';
}
