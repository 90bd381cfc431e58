import { onTestFinished } from 'vitest';
import type { KubernetesApiOptions } from '../../src/demo/kubernetes-api/kubernetes-api.ts';
import { ClusterRecord } from '../../src/importers/kubernetes-objects/cluster-record.ts';
import type { ScalingTimeline } from '../../src/model/scaling.ts';
import { createHttpApi } from '../../src/monitor/api/http-api.ts';
import type { KubernetesApi } from '../../src/monitor/api/kubernetes-api.ts';
import { type ClusterEvent, type RunningMonitor, startMonitor } from '../../src/monitor/monitor.ts';
import { type FoundWorkload, findWorkload } from '../../src/monitor/workload/find-workload.ts';
import { servedStory } from '../demo/kubernetes-api/served-story.ts';

export const WORKLOAD = 'llm-chatbot-backend';

/** Fast enough for a test; nothing here is asserted in ms. */
const FAST = {
  metricsMs: 200,
  clockMs: 200,
  crossCheckMs: 100,
  behindMs: 50,
  firstPauseMs: 10,
  longestPauseMs: 50,
} as const;

export const OPTIONS = { timeoutMs: 5000, signal: new AbortController().signal } as const;

/** A simulated cluster on a virtual clock, and a monitor on it over real HTTP; both end with the test. */
export async function watchedStory(
  options: KubernetesApiOptions = {},
  { timing = {}, api: made }: { timing?: object; api?: (url: string) => KubernetesApi } = {},
) {
  const { story, api: server } = await servedStory(options);
  const connect = made ?? ((url: string) => createHttpApi({ url, ca: null, token: null }));
  const workload = (await findWorkload(connect(server.url), 'default', null, OPTIONS)) as FoundWorkload;
  const events: ClusterEvent[] = [];
  const start = async (): Promise<RunningMonitor> => {
    const monitor = startMonitor({
      api: connect(server.url),
      workload,
      service: null,
      emit: (some) => events.push(...some),
      timing: { ...FAST, ...timing },
    });
    onTestFinished(() => monitor.stop());
    await monitor.begun;
    return monitor;
  };
  return { story, server, workload, events, start };
}

/** The lines of one kind of object: 'modified Deployment llm-chatbot-backend'. */
export function linesOf(events: readonly ClusterEvent[], kind: string): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'cluster-object' || event.object['kind'] !== kind) return [];
    const { name } = event.object['metadata'] as { name: string };
    return [`${event.change} ${kind} ${name}`];
  });
}

/** What a reader makes of the lines. */
export function timelineOf(events: readonly ClusterEvent[]): ScalingTimeline | null {
  const record = new ClusterRecord();
  for (const event of events) record.add(event);
  return record.finish()[0] ?? null;
}
