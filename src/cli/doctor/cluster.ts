import { Problem } from '../../model/problem.ts';
import { startMonitor } from '../../monitor/monitor.ts';
import { ClusterPicture } from '../../monitor/picture/cluster-picture.ts';
import { pause } from '../../monitor/watch/timing.ts';
import { formatCount } from '../../report/format.ts';
import type { Io } from '../io.ts';
import type { ClusterOptions } from '../monitor/cluster-options.ts';
import { roleAdvice } from '../monitor/cluster-problem.ts';
import { type OpenCluster, openCluster } from '../monitor/open-cluster.ts';
import { bad, type Finding, good } from './finding.ts';

/** Everything is listed by then, or will not be soon. */
const PATIENCE_MS = 5000;
/** After the lists the watches begin, and the metrics are read. */
const SETTLE_MS = 2500;

/**
 * Checks whether a workload can be watched: that it is found, and what of it can be read.
 *
 * @param named as typed; null: the only one that is scaled.
 */
export async function checkCluster(
  named: string | null,
  options: ClusterOptions,
  io: Io,
): Promise<readonly Finding[]> {
  let cluster: OpenCluster;
  try {
    cluster = await openCluster(named, options, io);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [bad('cluster', error.message, error.fix ?? '')];
  }
  return findingsOf(cluster);
}

async function findingsOf({ api, workload, service }: OpenCluster): Promise<readonly Finding[]> {
  const picture = new ClusterPicture();
  const monitor = startMonitor({
    api,
    workload,
    service,
    emit: (events) => {
      for (const event of events) picture.add(event);
    },
  });
  const never = new AbortController().signal;
  await Promise.race([monitor.begun, pause(PATIENCE_MS, never)]);
  await pause(SETTLE_MS, never);
  const troubles = [...monitor.troubles];
  await monitor.stop();
  const { phases, autoscaler, inEndpoints } = picture.state();
  const pods = [...phases.values()].reduce((all, count) => all + count, 0);
  const words = [
    `${workload.kind.kind} ${workload.name} in namespace ${workload.namespace}`,
    `${formatCount(pods)} pods`,
    autoscaler === null ? 'no autoscaler' : `autoscaler ${autoscaler.name}`,
    inEndpoints === null ? 'no service' : `${formatCount(inEndpoints)} in the endpoints`,
  ];
  return [
    good('cluster', `${words.join(', ')} (${api.name})`),
    ...troubles.map(([resource, { kind, message }]) =>
      bad(
        `cluster: ${resource}`,
        message,
        kind === 'forbidden' ? roleAdvice(workload.namespace) : 'Everything else is recorded without it.',
      ),
    ),
  ];
}
