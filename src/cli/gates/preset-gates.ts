import { parseGate } from '../../decode/gate/parse-gate.ts';
import type { Gate } from '../../model/gate.ts';
import { scalingMetricOf } from '../../model/gate-metric.ts';
import { presets } from '../../scenario/presets.ts';
import type { RunOptions } from '../run-options/run-options.ts';
import { peakGates } from './expectations.ts';

/** How long after the load the replicas of the start are waited for, where the monitor goes on after it. */
const RECOVERY = 'recovery <= 30m';

/**
 * What a preset expects of the reference deployment, as gates: only where the cluster is watched, the load is the preset's
 * own, and the user expects nothing of the pods himself.
 */
export function presetGates(what: string, options: RunOptions): readonly Gate[] {
  const { monitor, monitorAfter = 0, gate = [] } = options;
  const pods = presets.find(({ id }) => id === what)?.expectedPods ?? null;
  if (monitor === undefined || pods === null || hasOwnLoad(options)) return [];
  if (gate.some((own) => own.kind === 'limit' && scalingMetricOf(own.metric) === 'peak-replicas')) return [];
  return [...peakGates(pods.least, pods.most), ...(monitorAfter > 0 ? [parseGate(RECOVERY)] : [])];
}

function hasOwnLoad({ users, spawnRate, runTime, rate, stages, scenario }: RunOptions): boolean {
  return [users, spawnRate, runTime, rate, stages, scenario].some((value) => value !== undefined);
}
