import { Option } from 'commander';
import { usualNoise } from '../compare/options.ts';
import type { MetricId } from '../model/metric.ts';
import { Problem } from '../model/problem.ts';
import { parsed } from './options.ts';

/** How metrics are called on the command line. */
const metricNames: ReadonlyMap<string, MetricId> = new Map<string, MetricId>([
  ['p50', 'latency-p50'],
  ['p95', 'latency-p95'],
  ['p99', 'latency-p99'],
  ['mean', 'latency-mean'],
  ['throughput', 'throughput'],
  ['failures', 'error-ratio'],
]);

/** '5%' or '0.05' -> 0.05; null for anything else. */
export function parseShare(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (match === null) return null;
  const value = Number(match[1]);
  return match[2] === '%' ? value / 100 : value;
}

/** '4%' for every metric that runs differ in, or 'p95=4%,mean=2%'; null for anything else. */
export function parseNoise(text: string): ReadonlyMap<MetricId, number> | null {
  const everywhere = parseShare(text);
  if (everywhere !== null) {
    return new Map([...usualNoise].map(([metric, usual]) => [metric, usual === 0 ? 0 : everywhere]));
  }
  const noise = new Map<MetricId, number>();
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=');
    const metric = metricNames.get(name.trim().toLowerCase());
    const share = parseShare(value);
    if (metric === undefined || share === null || part.split('=').length !== 2) return null;
    noise.set(metric, share);
  }
  return noise;
}

/** `--baseline`, and how to compare with it: `--threshold`, `--rename` and `--assume-noise`. */
export function baselineOptions(): readonly Option[] {
  return [
    new Option(
      '--baseline <ref>',
      'compare with: a baseline\'s name, "git" (the nearest ancestor commit with runs), runs',
    ),
    thresholdOption(),
    renameOption(),
    assumeNoiseOption(),
  ];
}

/** `--threshold` */
export function thresholdOption(): Option {
  return parsed(
    '--threshold <change>',
    'the smallest change that matters (default: 5%); choose half of what must be caught',
    (text) => parseShare(text) || null,
    'a change above 0 such as 5%',
    '5%',
  );
}

/** `--rename`, as often as needed. */
export function renameOption(): Option {
  return new Option(
    '--rename <old=new>',
    'an endpoint that the candidate calls otherwise: "POST /chat=POST /v2/chat"; may be repeated',
  ).argParser((text: string, before: readonly string[] | undefined) => {
    if (/^.+=.+$/s.test(text)) return [...(before ?? []), text];
    throw new Problem('usage', 'wrong-option-value', `--rename holds "${text}", expected old=new`, {
      fix: 'Write for example: --rename "POST /chat=POST /v2/chat"',
    });
  });
}

/** `--assume-noise`, with or without a value. */
export function assumeNoiseOption(): Option {
  const words = [...usualNoise]
    .filter(([, usual]) => usual > 0)
    .map(([metric, usual]) => `${metric.replace('latency-', '')} ${usual * 100}%`);
  return parsed(
    '--assume-noise [noise]',
    `with fewer than 4 runs: assume how much runs differ, "3%" or "p95=4%,mean=2%" (without a value: ${words.join(', ')})`,
    parseNoise,
    `a share such as 3%, or shares of ${[...metricNames.keys()].join(', ')}`,
    'p95=4%,mean=2%',
  );
}
