import { readFileSync } from 'node:fs';
import type { HpaBehavior, ObservedPod, PodMetric } from '../../src/demo/hpa/hpa-spec.ts';

type PodRow = [string, ObservedPod['phase'], 0 | 1, 0 | 1, number | null, number | null, number];

/** One metric, as the second implementation judged it. */
export interface SingleVector {
  readonly current: number;
  readonly target: number;
  readonly nowS: number;
  readonly pods: readonly PodRow[];
  readonly cpu: readonly [string, number, number][];
  readonly replicas?: number;
  readonly utilization?: number;
  readonly ready?: number;
  readonly unready?: number;
  readonly missing?: number;
  readonly error?: string;
}

/** nowS, current, cpu, memory, desired, proposed, stabilized, limited, reason, error. */
export type SyncRow = readonly [
  number,
  number,
  number | null,
  number | null,
  number,
  number | null,
  string | null,
  string | null,
  string | null,
  string | null,
];

interface SecondImplementation {
  readonly single: readonly SingleVector[];
  readonly sequences: readonly {
    readonly min: number;
    readonly max: number;
    readonly behavior: HpaBehavior | null;
    readonly syncs: readonly SyncRow[];
  }[];
}

interface Recorded {
  readonly requests: ObservedPod['requests'];
  readonly scenarios: readonly {
    readonly scenario: string;
    readonly behavior: HpaBehavior | null;
    readonly syncs: readonly RecordedSync[];
  }[];
}

export interface RecordedSync {
  readonly atS: number;
  readonly current: number;
  readonly pods: readonly Omit<ObservedPod, 'requests'>[];
  readonly metricAtS: number;
  readonly measured: readonly string[];
  readonly cpuMillicores: number | null;
  readonly memoryBytes: number | null;
  readonly decided: {
    readonly desired: number;
    readonly cpuPercent: number;
    readonly memoryPercent: number;
    readonly conditions: readonly string[];
  } | null;
}

export const secondImplementation = read('second-implementation') as SecondImplementation;
export const recorded = read('recorded-decisions') as Recorded;

function read(name: string): unknown {
  return JSON.parse(readFileSync(`test/fixtures/hpa/${name}.json`, 'utf8'));
}

export function podOf(row: PodRow): ObservedPod {
  const [name, phase, deleted, ready, readyTransitionS, startS, cpu] = row;
  const flags = { deleted: deleted === 1, ready: ready === 1 };
  return { name, phase, ...flags, readyTransitionS, startS, requests: { cpu, memory: 512 } };
}

/** A pod that has been ready for long. */
export function readyPod(name: string, more: Partial<ObservedPod> = {}): ObservedPod {
  return {
    name,
    phase: 'Running',
    deleted: false,
    ready: true,
    readyTransitionS: -1000,
    startS: -2000,
    requests: { cpu: 200, memory: 512 },
    ...more,
  };
}

/** The same use of each of these pods; of none when it is null. */
export function sameUse(names: readonly string[], value: number | null, atS = 0): Map<string, PodMetric> {
  return new Map(value === null ? [] : names.map((name) => [name, { value, atS, windowS: 15 }]));
}
