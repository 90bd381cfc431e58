import { detachedText } from '../../../decode/detached-text.ts';
import type { InstantRange } from '../../../model/scaling.ts';
import type { SkippedRows } from '../../skipped-rows.ts';
import { workloadOfPod } from '../group-parts.ts';
import type { ListedPod } from '../polled-pods.ts';
import { type HpaLine, readHpaLine } from './hpa-line.ts';
import { type DeploymentCounts, MonitoredWorkload } from './monitored-workload.ts';
import { readEndpointsLine, readPodLine, readUsageLine } from './pod-lines.ts';
import type { Section } from './sections.ts';

/** Names of pods whose workload is remembered, and workloads in one log. */
const MOST_NAMES = 20_000;
const MOST_WORKLOADS = 50;
const COUNTS = /^\s*Ready:\s*(\d{1,6})\/(\d{1,6})\s+Up-to-date:\s*(\d{1,6})\s+Available:\s*(\d{1,6})\s*$/;
/** What kubectl and the shell print when they fail. */
const FAILURE =
  /^(?:error\b|Error\b|Unable to connect|The connection to|No resources found|Warning:|[EWIF]\d{4} )/;

/**
 * Puts the sections of a legacy log together to workloads. The deployment section names no deployment: the pods of the same
 * round do, by their names. Where it prints several lines, they are in the order of names, as kubectl's.
 */
export class MonitorLog {
  readonly #workloads = new Map<string, MonitoredWorkload>();
  readonly #workloadOfPod = new Map<string, string>();
  readonly #skipped: SkippedRows;
  readonly #nameless = new MonitoredWorkload();
  #current: readonly MonitoredWorkload[] = [];
  #pending: { readonly read: InstantRange; readonly counts: readonly DeploymentCounts[] } | null = null;
  #contradictions = 0;
  #rows = 0;
  #emptyHpaSections = 0;

  constructor(skipped: SkippedRows) {
    this.#skipped = skipped;
  }

  /** Lines that were understood. */
  get rows(): number {
    return this.#rows;
  }

  /** Reads whose counts contradict each other. */
  get contradictions(): number {
    return this.#contradictions;
  }

  /** Rounds whose autoscaler section held nothing. */
  get emptyHpaSections(): number {
    return this.#emptyHpaSections;
  }

  restarted(): void {
    for (const workload of this.#targets()) workload.rounds.restarted();
  }

  add(section: Section): void {
    if (section.title === 'Deployment Status') this.#addDeployments(section);
    else if (section.title === 'Pod Status') this.#addPods(section);
    else if (section.title === 'Horizontal Pod Autoscaler') this.#addAutoscalers(section);
    else if (section.title === 'Resource Usage') this.#addUsage(section);
    else if (section.title === 'Service Endpoints') this.#addEndpoints(section);
    else if (section.title === 'Load Test Connectivity') this.#addConnectivity(section);
  }

  /** By name; null: no pod told the name. */
  finish(): readonly (readonly [string | null, MonitoredWorkload])[] {
    this.#settle();
    const named = [...this.#workloads].sort(([a], [b]) => (a < b ? -1 : 1));
    return named.length > 0 ? named : [[null, this.#nameless]];
  }

  /** Those that the round is about; before any pod was seen, one without a name. */
  #targets(): readonly MonitoredWorkload[] {
    return this.#current.length > 0 ? this.#current : [this.#nameless];
  }

  #addDeployments({ read, lines, line }: Section): void {
    this.#settle();
    const counts = this.#readLines(lines, line, readCounts);
    for (const { ready, desired, available } of counts) {
      // Replicas that were taken back may be ready for a moment longer; none is available that is not ready.
      if (available > ready || ready > Math.max(desired, 1) * 100) this.#contradictions += 1;
    }
    if (counts.length > 0) this.#pending = { read, counts };
    else for (const workload of this.#targets()) workload.rounds.failed(failureIn(lines));
  }

  #addPods({ read, lines, line }: Section): void {
    const pods = this.#readLines(lines, line, readPodLine);
    if (pods.length === 0) {
      this.#settle();
      return;
    }
    const byWorkload = new Map<string, ListedPod[]>();
    for (const pod of pods) {
      const name = this.#nameOf(pod.name);
      const list = byWorkload.get(name);
      if (list === undefined) byWorkload.set(name, [pod]);
      else list.push(pod);
    }
    this.#settle([...byWorkload.keys()].sort(), byWorkload);
    for (const [name, list] of byWorkload) this.#workload(name)?.addPods(read, list);
    // A deployment without a pod just now is in no line.
    if (byWorkload.size < this.#workloads.size) {
      for (const [name, workload] of this.#workloads) {
        if (!byWorkload.has(name) && this.#current.includes(workload)) workload.addPods(read, []);
      }
    }
  }

  /** Gives the counts of this round to the workloads they are of. */
  #settle(names: readonly string[] = [], pods: ReadonlyMap<string, readonly ListedPod[]> = new Map()): void {
    const pending = this.#pending;
    this.#pending = null;
    if (names.length > 0) this.#choose(names, pods, pending?.counts ?? []);
    if (pending === null) return;
    const targets = this.#targets();
    for (const [index, counts] of pending.counts.entries()) targets[index]?.addCounts(pending.read, counts);
  }

  #choose(
    names: readonly string[],
    pods: ReadonlyMap<string, readonly ListedPod[]>,
    counts: readonly DeploymentCounts[],
  ): void {
    const chosen = names.length <= Math.max(1, counts.length) ? names : closestTo(counts, names, pods);
    const isSteady = this.#current.length > 0 && counts.length <= this.#current.length;
    const isSame =
      isSteady &&
      this.#current.some((workload) => names.some((name) => this.#workloads.get(name) === workload));
    if (isSame) return;
    this.#current = chosen.flatMap((name) => this.#workload(name) ?? []);
  }

  #addAutoscalers({ read, lines, line }: Section): void {
    const targets = this.#targets();
    const read_ = this.#readLines<HpaLine>(lines, line, readHpaLine);
    if (read_.length === 0) this.#emptyHpaSections += 1;
    for (const [index, hpa] of read_.entries()) targets[index]?.addAutoscaler(read, hpa);
  }

  #addUsage({ read, lines, line }: Section): void {
    for (const { name, cpu, memory } of this.#readLines(lines, line, readUsageLine)) {
      const workload =
        this.#workloads.get(this.#nameOf(name)) ?? (this.#workloads.size === 0 ? this.#nameless : null);
      workload?.addUsage(read, name, cpu, memory);
    }
  }

  #addEndpoints({ read, lines, line }: Section): void {
    const targets = this.#targets();
    for (const [index, found] of this.#readLines(lines, line, readEndpointsLine).entries()) {
      targets[index]?.addEndpoints(read, found.addresses, found.isLowerBound);
    }
  }

  #addConnectivity({ read, lines }: Section): void {
    const line = lines.find((candidate) => candidate.includes('Backend '));
    if (line === undefined) return;
    this.#rows += 1;
    const isReachable = line.includes('Backend is accessible');
    const [, status] = /\(HTTP (\d{3})\)/.exec(line) ?? [];
    const message = status === undefined || status === '000' ? 'no answer' : `HTTP ${status}`;
    for (const workload of this.#targets()) {
      workload.addReachability(read, isReachable, isReachable && status === undefined ? 'answers' : message);
    }
  }

  /** The lines of a section that can be read; others than those of failing commands are counted as skipped. */
  #readLines<T>(lines: readonly string[], stampLine: number, reader: (line: string) => T | null): T[] {
    const found: T[] = [];
    for (const [index, line] of lines.entries()) {
      const value = reader(line);
      if (value !== null) {
        found.push(value);
        this.#rows += 1;
      } else if (line.startsWith('  ') && line.trim() !== '' && !FAILURE.test(line.trim())) {
        this.#skipped.add(
          stampLine + index + 1,
          `is no line of this section: ${JSON.stringify(line.trim().slice(0, 60))}`,
        );
      }
    }
    return found;
  }

  #nameOf(pod: string): string {
    const known = this.#workloadOfPod.get(pod);
    if (known !== undefined) return known;
    const { workload } = workloadOfPod(pod);
    if (this.#workloadOfPod.size >= MOST_NAMES) this.#workloadOfPod.clear();
    this.#workloadOfPod.set(detachedText(pod), detachedText(workload));
    return workload;
  }

  #workload(name: string): MonitoredWorkload | null {
    const known = this.#workloads.get(name);
    if (known !== undefined || this.#workloads.size >= MOST_WORKLOADS) return known ?? null;
    // What was read before the first pod told the name is of the first workload.
    const workload = this.#workloads.size === 0 ? this.#nameless : new MonitoredWorkload();
    this.#workloads.set(detachedText(name), workload);
    return workload;
  }
}

function readCounts(line: string): DeploymentCounts | null {
  const [, ready, desired, , available] = COUNTS.exec(line) ?? [];
  if (ready === undefined) return null;
  return { ready: Number(ready), desired: Number(desired), available: Number(available) };
}

/** The workloads whose numbers of pods fit the counts best, in the order of their names. */
function closestTo(
  counts: readonly DeploymentCounts[],
  names: readonly string[],
  pods: ReadonlyMap<string, readonly ListedPod[]>,
): readonly string[] {
  const left = [...names];
  const chosen = (counts.length === 0 ? [null] : counts).flatMap((count) => {
    const distance = (name: string) =>
      Math.abs((pods.get(name)?.length ?? 0) - (count?.desired ?? Number.MAX_SAFE_INTEGER));
    const [best] = [...left].sort((a, b) => distance(a) - distance(b));
    if (best !== undefined) left.splice(left.indexOf(best), 1);
    return best ?? [];
  });
  return chosen.length > 1 ? chosen.sort() : chosen;
}

/** What went wrong, in the words of kubectl. */
function failureIn(lines: readonly string[]): string {
  const said = lines.filter((line) => FAILURE.test(line) && !/^[EWIF]\d{4} /.test(line));
  return (said.at(-1) ?? '').slice(0, 200);
}
