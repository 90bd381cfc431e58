import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { ReachabilityEvent, RunEvent } from '../../model/event.ts';
import { type Fields, instantAt, listAt, numberAt, textAt } from '../../monitor/objects/fields.ts';
import { autoscalerOf } from '../../monitor/picture/autoscaler.ts';
import { phaseOfPod } from '../../monitor/picture/pod-phase.ts';
import { legacyAge } from './legacy-age.ts';

/**
 * What the chatbot's `monitor_scaling.sh` would print of the cluster: scaling.md 1.2. Its columns are those that its awk took
 * of kubectl's table, so that scripts which read it go on working; of an autoscaler with two metrics some are shifted.
 */
export class LegacyRound {
  readonly #objects = new Map<string, Map<string, Fields>>();
  #reachability: ReachabilityEvent | null = null;

  add(event: RunEvent): void {
    if (event.type === 'reachability') this.#reachability = event;
    if (event.type !== 'cluster-object') return;
    const { object, change } = event;
    const kind = textAt(object, 'kind');
    const ofKind = this.#objects.get(kind) ?? new Map<string, Fields>();
    this.#objects.set(kind, ofKind);
    const name = textAt(object, 'metadata', 'name');
    if (change === 'deleted') ofKind.delete(name);
    else ofKind.set(name, object);
    if (change === 'deleted' && kind === 'Pod') this.#objects.get('PodMetrics')?.delete(name);
  }

  /** One round of its loop. @param now local time of the round. */
  text(now: Date): string {
    const stamp = localStamp(now);
    const section = (title: string, lines: readonly string[]) =>
      [`${stamp} - ${title}:`, ...lines.map((line) => `  ${line}`), ''].join('\n');
    const probed = this.#reachability;
    return [
      `🔍 Kubernetes Auto-Scaling Monitor - ${stamp}`,
      '==================================================',
      '',
      section('Deployment Status', this.#of('Deployment', 'StatefulSet').map(workloadLine)),
      section(
        'Pod Status',
        this.#of('Pod').map((pod) => podLine(pod, now.getTime())),
      ),
      section('Horizontal Pod Autoscaler', this.#of('HorizontalPodAutoscaler').map(autoscalerLine)),
      section('Resource Usage', this.#of('PodMetrics').map(usageLine)),
      section('Service Endpoints', [`Active Endpoints: ${this.#endpoints()}`]),
      ...(probed === null ? [] : [section('Load Test Connectivity', [reachLine(probed)])]),
      'Refreshing in 10 seconds...',
      'Press Ctrl+C to stop monitoring',
      '',
    ].join('\n');
  }

  #of(...kinds: readonly string[]): readonly Fields[] {
    const found = kinds.flatMap((kind) => [...(this.#objects.get(kind)?.values() ?? [])]);
    const name = (object: Fields) => textAt(object, 'metadata', 'name');
    return found.sort((a, b) => (name(a) < name(b) ? -1 : 1));
  }

  /** kubectl shows three of them; the script's awk drops "+ 4 more...". */
  #endpoints(): string {
    const slices = this.#of('EndpointSlice').flatMap((slice) => {
      const port = numberAt(listAt(slice, 'ports')[0], 'port') ?? '';
      return listAt(slice, 'endpoints')
        .filter((endpoint) => (endpoint as { conditions?: { ready?: unknown } }).conditions?.ready !== false)
        .map((endpoint) => `${String(listAt(endpoint, 'addresses')[0] ?? '')}:${port}`);
    });
    const older = this.#of('Endpoints').flatMap((each) =>
      listAt(each, 'subsets').flatMap((subset) => {
        const port = numberAt(listAt(subset, 'ports')[0], 'port') ?? '';
        return listAt(subset, 'addresses').map((address) => `${textAt(address, 'ip')}:${port}`);
      }),
    );
    const all = [...slices, ...older];
    return all.length === 0 ? '<none>' : all.slice(0, 3).join(',');
  }
}

function workloadLine(workload: Fields): string {
  const count = (key: string) => numberAt(workload, 'status', key) ?? 0;
  const desired = numberAt(workload, 'spec', 'replicas') ?? 1;
  return `Ready: ${count('readyReplicas')}/${desired}  Up-to-date: ${count('updatedReplicas')}  Available: ${count('availableReplicas')}`;
}

function podLine(pod: Fields, nowMs: number): string {
  const node = textAt(pod, 'spec', 'nodeName') || '<none>';
  const createdMs = instantAt(pod, 'metadata', 'creationTimestamp');
  const age = createdMs === null ? '<unknown>' : legacyAge(nowMs - createdMs);
  return `Pod: ${textAt(pod, 'metadata', 'name').padEnd(30)} Status: ${phaseOfPod(pod).padEnd(10)} Node: ${node} Age: ${age}`;
}

/** `kubectl get hpa --no-headers | awk '{… $4, $5, $6, $7}'`, of Kubernetes 1.30 on. */
function autoscalerLine(autoscaler: Fields): string {
  const { minReplicas, maxReplicas, metrics } = autoscalerOf(autoscaler);
  const targets = metrics.slice(0, 2).map(({ name, current, target }) => {
    const shown = (text: string) => text.replaceAll(' %', '%');
    return `${name}: ${current === null ? '<unknown>' : shown(current)}/${shown(target)}`;
  });
  const more = metrics.length > 2 ? ` + ${metrics.length - 2} more...` : '';
  const cell = targets.length === 0 ? '<none>' : `${targets.join(', ')}${more}`;
  const current = numberAt(autoscaler, 'status', 'currentReplicas') ?? 0;
  const row = ['NAME', 'REFERENCE', ...cell.split(' '), minReplicas, maxReplicas, current];
  const column = (number: number) => String(row[number - 1] ?? '');
  return `Targets: ${column(4).padEnd(20)} Min/Max/Current: ${column(5)}/${column(6)}/${column(7)}`;
}

/** CPU in m, rounded up; memory in Mi, rounded down: as `kubectl top` does. */
function usageLine(metrics: Fields): string {
  const sum = (resource: string) =>
    listAt(metrics, 'containers').reduce<number>(
      (all, container) => all + (kubernetesQuantity(textAt(container, 'usage', resource)) ?? 0),
      0,
    );
  const cpu = `${Math.ceil(Number((1000 * sum('cpu')).toFixed(6)))}m`;
  const memory = `${Math.floor(sum('memory') / 1024 ** 2)}Mi`;
  return `Pod: ${textAt(metrics, 'metadata', 'name').padEnd(30)} CPU: ${cpu.padEnd(10)} Memory: ${memory}`;
}

function reachLine({ isReachable, message }: ReachabilityEvent): string {
  return isReachable ? `✅ Backend is accessible (${message})` : `❌ Backend is not accessible (${message})`;
}

/** As `date '+%Y-%m-%d %H:%M:%S'` writes it. */
function localStamp(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
