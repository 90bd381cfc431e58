import { type Age, parseAge } from '../scaling/age.ts';
import { parseTargets, type ShownMetric } from '../scaling/metric-text.ts';
import type { ListedPod } from '../scaling/polled-pods.ts';
import type { TableRow } from './tables.ts';

const COUNT = /^\d{1,6}$/;
const READY = /^(\d{1,6})\/(\d{1,6})$/;
const NAME = /^[a-z0-9](?:[a-z0-9.:-]{0,251}[a-z0-9])?$/;

/** A row of `kubectl get hpa`. */
export interface HpaRow {
  readonly name: string;
  readonly workload: { readonly kind: string; readonly name: string };
  readonly metrics: readonly ShownMetric[];
  readonly minReplicas: number | null;
  readonly maxReplicas: number;
  /** `spec.replicas` when the autoscaler last looked, before it changed them. */
  readonly replicas: number;
}

/** Null when the row is none of this table. */
export function hpaRow({ cells }: TableRow): HpaRow | null {
  const [name = '', reference = '', targets = '', min = '', max = '', replicas = ''] = cells;
  const [, kind, target] = /^([A-Z][A-Za-z]{0,60})\/([a-z0-9.-]{1,253})$/.exec(reference) ?? [];
  const isWhole =
    isName(name) && COUNT.test(max) && COUNT.test(replicas) && /^(?:\d{1,6}|<unset>)$/.test(min);
  if (kind === undefined || target === undefined || !isWhole || cells.length < 7) return null;
  return {
    name: bareName(name),
    workload: { kind, name: target },
    metrics: parseTargets(targets),
    minReplicas: min === '<unset>' ? null : Number(min),
    maxReplicas: Number(max),
    replicas: Number(replicas),
  };
}

/** A row of `kubectl get deployments` or `statefulsets`. */
export interface WorkloadRow {
  readonly name: string;
  readonly ready: number;
  readonly desired: number;
  /** Null: the table does not tell. */
  readonly available: number | null;
}

/** Null when the row is none of this table. */
export function deploymentRow({ cells }: TableRow): WorkloadRow | null {
  const [name = '', counts = '', upToDate = '', available = '', age = ''] = cells;
  const [, ready, desired] = READY.exec(counts) ?? [];
  if (ready === undefined || !isName(name) || !COUNT.test(upToDate) || !COUNT.test(available)) return null;
  if (!isAge(age)) return null;
  return {
    name: bareName(name),
    ready: Number(ready),
    desired: Number(desired),
    available: Number(available),
  };
}

/** Null when the row is none of this table. */
export function statefulSetRow({ cells }: TableRow): WorkloadRow | null {
  const [name = '', counts = '', age = ''] = cells;
  const [, ready, desired] = READY.exec(counts) ?? [];
  if (ready === undefined || !isName(name) || !isAge(age)) return null;
  return { name: bareName(name), ready: Number(ready), desired: Number(desired), available: null };
}

/** A row of `kubectl get pods`. Null when the row is none of this table. */
export function podRow({ cells }: TableRow): ListedPod | null {
  const [name = '', counts = '', status = '', restarts = '', age = '', , node] = cells;
  const [, ready, containers] = READY.exec(counts) ?? [];
  const [, restarted] = /^(\d{1,6})(?: \([^)]*\))?$/.exec(restarts) ?? [];
  if (ready === undefined || restarted === undefined || !isName(name)) return null;
  if (!/^[A-Za-z][A-Za-z0-9:/.-]{0,80}$/.test(status) || !isAge(age)) return null;
  return {
    name: bareName(name),
    status,
    node: node === undefined || node === '<none>' ? null : node,
    age: parseAge(age),
    isReady: Number(containers) > 0 && ready === containers && status === 'Running',
    restarts: Number(restarted),
  };
}

/** A row of `kubectl top pods`, a pod or one of its containers, as texts. */
export interface TopRow {
  readonly pod: string;
  readonly cpu: string;
  readonly memory: string;
}

/** Null when the row is none of this table. */
export function topRow({ cells }: TableRow, hasContainers: boolean): TopRow | null {
  const [pod = '', ...others] = cells;
  const [cpu = '', memory = ''] = hasContainers ? others.slice(1) : others;
  if (!isName(pod) || !/^\d[\w.]*$/.test(cpu) || !/^\d[\w.]*$/.test(memory)) return null;
  return { pod, cpu, memory };
}

/** The last two rows of `kubectl top pods --sum`: a ruler, and the sums without a name. */
export function isTotal({ cells }: TableRow): boolean {
  return cells.length === 2 && cells.every((cell) => /^(?:_+|\d[\w.]*)$/.test(cell));
}

/** A row of `kubectl get events` or `kubectl events`. */
export interface EventRow {
  /** Since it last happened; null: not told. */
  readonly lastSeen: Age | null;
  /** Since it first happened. */
  readonly firstSeen: Age | null;
  readonly count: number;
  readonly type: 'Normal' | 'Warning' | null;
  readonly reason: string;
  readonly object: { readonly kind: string; readonly name: string };
  readonly message: string;
}

/** Null when the row is none of this table. */
export function eventRow({ cells }: TableRow, isWide: boolean): EventRow | null {
  const [seen = '', type = '', reason = '', object = '', ...others] = cells;
  const [, last, count = '1', first] =
    /^(<unknown>|<invalid>|[\dsmhdy]+)(?: \(x(\d{1,9}) over ([\dsmhdy]+|<invalid>)\))?$/.exec(seen) ?? [];
  const [, kind, name] = /^([A-Za-z][A-Za-z.]{0,80})\/(\S{1,253})$/.exec(object) ?? [];
  if (last === undefined || kind === undefined || name === undefined) return null;
  if (!/^[A-Za-z]\S{0,120}$/.test(reason)) return null;
  // A wide table ends in FIRST SEEN, COUNT and NAME; of SUBOBJECT and SOURCE some are empty.
  const message = isWide ? (others.at(-4) ?? '') : others.join('  ');
  return {
    lastSeen: parseAge(last),
    firstSeen: first === undefined ? null : parseAge(first),
    count: Number(count),
    type: type === 'Normal' || type === 'Warning' ? type : null,
    reason,
    object: { kind: kindOf(kind), name },
    message,
  };
}

const KINDS: ReadonlyMap<string, string> = new Map(
  ['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'HorizontalPodAutoscaler', 'Node', 'Service'].map(
    (kind) => [kind.toLowerCase(), kind],
  ),
);

/** 'HorizontalPodAutoscaler' of 'horizontalpodautoscaler', 'deployment.apps'. */
function kindOf(text: string): string {
  const [bare = text] = text.split('.');
  return KINDS.get(bare.toLowerCase()) ?? bare;
}

/** Where several resources are listed at once, names bear their kind: 'deployment.apps/web'. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function isName(name: string): boolean {
  return NAME.test(bareName(name));
}

function isAge(text: string): boolean {
  return text === '<unknown>' || text === '<invalid>' || parseAge(text) !== null;
}
