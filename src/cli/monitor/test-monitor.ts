import type { RunEvent } from '../../model/event.ts';
import type { ApiFailure } from '../../monitor/api/api-failure.ts';
import { startMonitor } from '../../monitor/monitor.ts';
import { ClusterPicture } from '../../monitor/picture/cluster-picture.ts';
import type { MonitorTiming } from '../../monitor/watch/timing.ts';
import { pause } from '../../monitor/watch/timing.ts';
import { roleAdvice } from './cluster-problem.ts';
import { clusterLine, troubleWords } from './cluster-words.ts';
import type { OpenCluster } from './open-cluster.ts';

/** How the cluster is watched while a test runs. */
export interface MonitorPlan {
  readonly cluster: OpenCluster;
  /** How long it is watched on after the load. */
  readonly afterMs: number;
  readonly timing?: Partial<MonitorTiming>;
}

/** What a monitor tells, while it runs and before. */
export interface MonitorOutlets {
  readonly record: (events: readonly RunEvent[]) => void;
  /** The state in one line. */
  readonly show: (line: string) => void;
  /** What is wrong, and when it is right again. */
  readonly say: (text: string) => void;
}

/** A monitor beside a test; nothing that happens to it ends the test. */
export interface TestMonitor {
  /** Ends it. @returns what the user should know of it, in lines; null when all went well. */
  stop(): Promise<string | null>;
}

/** A cluster that is slow to answer does not keep the test waiting longer. */
const BEGIN_WITHIN_MS = 5000;
const END_WITHIN_MS = 3000;

/** Begins to watch; resolves when everything was seen once, or does not come. */
export async function startTestMonitor(plan: MonitorPlan, outlets: MonitorOutlets): Promise<TestMonitor> {
  const { api, workload, service } = plan.cluster;
  const picture = new ClusterPicture();
  let hasBegun = false;
  let wasInTrouble = false;
  const onTrouble = (troubles: ReadonlyMap<string, ApiFailure>) => {
    if (!hasBegun) return;
    if (troubles.size > 0)
      outlets.say(`The monitor cannot read ${troubleWords(troubles)}; it goes on trying.`);
    else if (wasInTrouble) outlets.say('The monitor can read everything again.');
    wasInTrouble = troubles.size > 0;
  };
  const monitor = startMonitor({
    api,
    workload,
    service,
    ...(plan.timing === undefined ? {} : { timing: plan.timing }),
    emit: (events) => {
      outlets.record(events);
      for (const event of events) picture.add(event);
      const line = clusterLine(picture.state());
      if (line !== null) outlets.show(line);
    },
    onTrouble,
  });
  await within(monitor.begun, BEGIN_WITHIN_MS);
  hasBegun = true;
  onTrouble(monitor.troubles);
  const refused = [...monitor.troubles.values()].some(({ kind }) => kind === 'forbidden');
  if (refused) outlets.say(roleAdvice(workload.namespace));
  return {
    async stop() {
      hasBegun = false;
      const left = new Map(monitor.troubles);
      const failed = await within(
        monitor.stop().then(
          () => null,
          (error: unknown) => `The monitor failed: ${String(error)}`,
        ),
        END_WITHIN_MS,
      );
      if (typeof failed === 'string') return failed;
      return left.size === 0 ? null : `The monitor could not read ${troubleWords(left)} at its end.`;
    },
  };
}

/** What comes of it in this time; null when it takes longer. */
async function within<T>(result: Promise<T>, ms: number): Promise<T | null> {
  const given = new AbortController();
  try {
    return await Promise.race([result, pause(ms, given.signal).then(() => null)]);
  } finally {
    given.abort();
  }
}
