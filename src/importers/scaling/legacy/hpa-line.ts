import { parseMetric, type ShownMetric, UNNAMED_METRIC } from '../metric-text.ts';

/** What a line of the monitor's autoscaler section really says. */
export interface HpaLine {
  /** Those that the line kept. */
  readonly metrics: readonly ShownMetric[];
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
}

const WHOLE = /^\d+$/;

/**
 * Decodes `Targets: $4  Min/Max/Current: $5/$6/$7`. The monitor's awk counts columns by spaces, and the TARGETS column of
 * `kubectl get hpa` holds spaces of its own, so what stands where depends on the server and the number of metrics
 * (scaling.md 1.2):
 *
 * | server | metrics | printed |
 * |---|---|---|
 * | ≤ 1.29 | 1 | `Targets: 2  …: 10/2/61m`: min, max/current/age |
 * | ≤ 1.29 | 2 | `Targets: 30%/80%  …: 2/10/4`: the second metric, min/max/current |
 * | ≤ 1.29 | 3 | `Targets: 30%/80%  …: +/1/more...`: the second metric |
 * | ≥ 1.30 | 1 | `Targets: 12%/70%  …: 2/10/2` |
 * | ≥ 1.30 | 2 | `Targets: 12%/70%,  …: memory:/30%/80%/2`: both metrics, then min |
 * | ≥ 1.30 | 3 | `Targets: 12%/70%,  …: memory:/30%/80%/+` |
 *
 * The autoscaler's own count of replicas is not read: the deployment section has it from the source.
 *
 * @returns null when the line is none of these.
 */
export function readHpaLine(line: string): HpaLine | null {
  const [, targets, counts] = /^\s*Targets:\s*(.*?)\s*Min\/Max\/Current:\s*(.*?)\s*$/.exec(line) ?? [];
  if (targets === undefined || counts === undefined) return null;
  if (targets.endsWith(',')) return readSeveral(targets.slice(0, -1), counts);
  const fields = counts.split('/');
  const [first = '', second = '', third = ''] = fields;
  if (fields.length !== 3) return null;
  const metrics = targets.split(',').flatMap((text) => parseMetric(text.trim()) ?? []);
  if (first === '+') return { metrics, minReplicas: null, maxReplicas: null };
  // One metric on an old server: everything stands one column to the left.
  if (isCount(targets) && WHOLE.test(first) && WHOLE.test(second) && !WHOLE.test(third)) {
    return { metrics: [], minReplicas: countOf(targets), maxReplicas: countOf(first) };
  }
  if (!isCount(first) || !WHOLE.test(second) || !WHOLE.test(third)) return null;
  return { metrics, minReplicas: countOf(first), maxReplicas: countOf(second) };
}

/** `12%/70%,` and `memory:/30%/80%/2`, or `30/500 (avg)` cut at its space. */
function readSeveral(firstTarget: string, counts: string): HpaLine | null {
  const named = /^([^:/\s]+):\/([^/]+\/[^/]+)\/([^/]*)$/.exec(counts);
  const unnamed = named === null ? /^()([^/:]+\/[^/]+)\/(?:\(avg\)\/)?([^/]*)$/.exec(counts) : null;
  const [, name = '', shown = '', last = ''] = named ?? unnamed ?? [];
  const second = parseMetric(name === '' ? shown : `${name}: ${shown}`);
  const first = parseMetric(firstTarget);
  if (second === null && first === null) return null;
  const metrics = [
    ...(first === null ? [] : [{ ...first, metric: firstName(name) }]),
    ...(second === null ? [] : [second]),
  ];
  return { metrics, minReplicas: countOf(last), maxReplicas: null };
}

/** Of an autoscaler by CPU and memory, one name tells the other. */
function firstName(second: string): string {
  if (second === 'memory') return 'cpu';
  return second === 'cpu' ? 'memory' : UNNAMED_METRIC;
}

function isCount(text: string): boolean {
  return WHOLE.test(text) || text === '<unset>';
}

function countOf(text: string): number | null {
  return WHOLE.test(text) ? Number(text) : null;
}
