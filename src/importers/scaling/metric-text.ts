import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { AutoscalerTarget } from '../../model/scaling.ts';

/** What a metric is called whose name the source does not tell. */
export const UNNAMED_METRIC = 'unnamed';

/** One metric as a table shows it: 'cpu: 12%/70%'. Null: '<unknown>', '<auto>', or lost. */
export interface ShownMetric {
  /** 'unnamed' where the table leaves the name out. */
  readonly metric: string;
  readonly unit: AutoscalerTarget['unit'];
  readonly kind: AutoscalerTarget['kind'];
  readonly value: number | null;
  readonly target: number | null;
}

/**
 * The metrics of a TARGETS cell: 'cpu: 12%/70%, memory: 30%/80% + 1 more...', '12%/70%', '6262500m/30 (avg)'. Those that
 * the cell leaves out ('+ 1 more...') are not there.
 */
export function parseTargets(cell: string): readonly ShownMetric[] {
  const shown = cell.replace(/ \+ \d+ more\.\.\.$/, '');
  return numbered(shown.split(/,\s*/).flatMap((text) => parseMetric(text.trim()) ?? []));
}

/** 'cpu: 12%/70%' or '12%/70%'; null when the text is no metric. */
export function parseMetric(text: string): ShownMetric | null {
  const [, name, value = '', target = '', average] =
    /^(?:([^:/\s]+): )?(<?[^/\s]*>?)\/(<?[^/\s]+>?)( \(avg\))?$/.exec(text) ?? [];
  if (value === '' || target === '') return null;
  if (value.endsWith('%') || target.endsWith('%')) {
    return {
      metric: name ?? UNNAMED_METRIC,
      unit: 'percent',
      kind: 'utilization',
      value: percent(value),
      target: percent(target),
    };
  }
  const known = { value: kubernetesQuantity(value), target: kubernetesQuantity(target) };
  if (known.value === null && known.target === null) return null;
  const isAverage = average !== undefined || name === 'cpu' || name === 'memory';
  return {
    metric: name ?? UNNAMED_METRIC,
    unit: unitOf(name, target),
    kind: isAverage ? 'average' : 'value',
    ...known,
  };
}

/** Metrics without a name that share a table are told apart by their place. */
function numbered(metrics: readonly ShownMetric[]): readonly ShownMetric[] {
  const nameless = metrics.filter(({ metric }) => metric === UNNAMED_METRIC);
  if (nameless.length < 2) return metrics;
  return metrics.map((metric) =>
    metric.metric === UNNAMED_METRIC
      ? { ...metric, metric: `${UNNAMED_METRIC} ${nameless.indexOf(metric) + 1}` }
      : metric,
  );
}

/** The targets of metrics whose target is known. */
export function targetsOf(metrics: readonly ShownMetric[]): readonly AutoscalerTarget[] {
  return metrics.flatMap(({ metric, kind, target, unit }) =>
    target === null ? [] : [{ metric, kind, target, unit }],
  );
}

function percent(text: string): number | null {
  return /^\d+%$/.test(text) ? Number(text.slice(0, -1)) : null;
}

function unitOf(name: string | undefined, target: string): AutoscalerTarget['unit'] {
  if (name === 'cpu') return 'cores';
  if (name === 'memory' || /\d[KMGT]i$/.test(target)) return 'bytes';
  return 'metric';
}
