import type { ApiFailure } from '../../monitor/api/api-failure.ts';
import type { ClusterState } from '../../monitor/picture/cluster-picture.ts';
import { formatBytes, formatCount, shortText } from '../../report/format.ts';

/** A workload in one line: 'web: 4 of 7 ready; 3 Pending; cpu 93 % of 70 %; 1.9 cores, 2.1 GiB'; null before it was seen. */
export function clusterLine(state: ClusterState): string | null {
  const { workload, phases, autoscaler, reachability } = state;
  if (workload === null) return null;
  const waiting = [...phases].filter(([phase]) => phase !== 'Running').map(phaseWords);
  const metrics = autoscaler?.metrics.map(({ name, current, target }) => metricWords(name, current, target));
  return [
    `${shortText(workload.name, 60)}: ${formatCount(workload.ready)} of ${formatCount(workload.desired)} ready`,
    ...waiting,
    ...(metrics ?? []),
    ...(reachability?.isReachable === false ? [`not reachable: ${shortText(reachability.message, 60)}`] : []),
  ].join('; ');
}

/** '3 Pending' */
export function phaseWords([phase, count]: readonly [string, number]): string {
  return `${formatCount(count)} ${shortText(phase, 40)}`;
}

/** 'cpu 93 % (target 70 %)' */
export function metricWords(name: string, current: string | null, target: string): string {
  return `${shortText(name, 40)} ${current === null ? 'unknown' : shortText(current, 20)} (target ${shortText(target, 20)})`;
}

/** '1.9 cores, 2.1 GiB in all'; null without metrics */
export function usageWords({ cpuCores, memoryBytes }: ClusterState): string | null {
  if (cpuCores === null || memoryBytes === null) return null;
  return `${cpuCores.toFixed(2)} cores, ${formatBytes(memoryBytes)} in all`;
}

/** 'pods: pods is forbidden …; events: …' */
export function troubleWords(troubles: ReadonlyMap<string, ApiFailure>): string {
  return [...troubles]
    .map(([resource, { message }]) => `${resource} (${shortText(message, 200)})`)
    .join('; ');
}
