import { fileURLToPath } from 'node:url';
import type { MetricId } from '../../model/metric.ts';
import { USUAL_TIMING } from '../../monitor/watch/timing.ts';
import { formatDuration, NARROW_SPACE } from '../../report/format.ts';
import { presets } from '../../scenario/presets.ts';
import { storeFolder } from '../../store/layout.ts';
import type { BaselineReference } from '../baseline/find-baseline.ts';
import { checkStore } from '../check-store.ts';
import { scalingLines } from '../demo/scaling-words.ts';
import { startTargetProcess, type TargetProcess } from '../demo/target-process.ts';
import type { Io } from '../io.ts';
import { openCluster } from '../monitor/open-cluster.ts';
import type { MonitorPlan } from '../monitor/test-monitor.ts';
import type { StoreOptions } from '../options.ts';
import type { NamedTest } from '../perform-test.ts';
import { planRun } from '../run-options/plan-run.ts';
import { packageFile } from '../version.ts';
import { performAndFinish } from './run.ts';

/** The options of `plimsoll demo`. */
export interface DemoOptions extends StoreOptions {
  readonly seed?: number;
}

/** Of fifteen minutes of a heavy test these are 15; with start, last answers and report it is less than a minute in all. */
const COMPRESSION = 20;
const RUN_TIME_MS = 45_000;
/** Faster than the autoscaler, so that the users feel the lack of pods. */
const RAMP_MS = 2000;
/** By then the first decisions of the autoscaler have their effect; a minute is too short to find that out from the data. */
const SETTLED_MS = 18_000;

/** In `samples/`, so that it can be looked at. */
const BASELINE_FILE = 'samples/demo-baseline/events.ndjson';
/** Half of a change that nobody would overlook. */
const THRESHOLD = 0.25;
/**
 * How much runs of the demo were seen to differ on one shared machine, rounded up; on the logarithm. Labelled as assumed
 * wherever it is shown: of any other machine it is not known.
 */
const assumedNoise: ReadonlyMap<MetricId, number> = new Map<MetricId, number>([
  ['latency-p50', 0.1],
  ['latency-p95', 0.2],
  ['latency-p99', 0.2],
  ['latency-mean', 0.1],
  ['throughput', 0.05],
]);

/** Answers of its chatbot take seconds; a p95 beyond this is a queue. */
const SLOW_MS = 5000;

/** Runs a heavy test against the demo target, with the time of its cluster compressed. */
export async function demoCommand({ seed = 1, store: named }: DemoOptions, io: Io): Promise<void> {
  const store = storeFolder(named, io.env['PLIMSOLL_STORE'], io.cwd);
  await checkStore(store);
  const target = await startTargetProcess({ seed, compression: COMPRESSION });
  try {
    const test = { ...(await demoTest(target.url, seed, io)), monitor: await monitorOf(target, io) };
    io.stderr.write(
      `A chatbot on a simulated cluster at ${target.url}: ${users()} users for ${formatDuration(RUN_TIME_MS)}.\n`,
    );
    const startMs = io.now();
    const steady = { fromMs: SETTLED_MS, toMs: RUN_TIME_MS };
    const against = bundledBaseline();
    const outputs = {
      analyse: { steady, responseTimeLimitMs: SLOW_MS },
      threshold: THRESHOLD,
      assumeNoise: assumedNoise,
      tables: 'run',
    } as const;
    await performAndFinish(test, store, outputs, against, io);
    const truth = await target.close();
    if (truth === null) return;
    const lines = scalingLines(truth, startMs, startMs + RUN_TIME_MS);
    io.stdout.write(`\n${lines.map((line) => `${line.replaceAll(NARROW_SPACE, ' ')}\n`).join('')}`);
  } finally {
    await target.close();
  }
}

/** How to watch the target's cluster: as often, in its time, as one watches a real one. */
async function monitorOf({ kubernetesUrl }: TargetProcess, io: Io): Promise<MonitorPlan> {
  const cluster = await openCluster(null, { apiServer: kubernetesUrl }, io);
  const timing = { metricsMs: USUAL_TIMING.metricsMs / COMPRESSION };
  return { cluster, afterMs: 0, timing };
}

/** A run of this demo on another machine, which the package brings. */
function bundledBaseline(): BaselineReference {
  return {
    references: [fileURLToPath(packageFile(BASELINE_FILE))],
    words:
      'a run of this demo on another machine, which comes with plimsoll; one run a side is an example and no evidence',
    notices: [],
  };
}

function users(): number {
  return presets.find(({ id }) => id === 'heavy')?.load?.users ?? 100;
}

/** The heavy preset in less time; its users come in seconds, not in one. */
async function demoTest(host: string, seed: number, io: Io): Promise<NamedTest> {
  const named = await planRun(
    'heavy',
    {
      host,
      seed,
      runTime: RUN_TIME_MS,
      spawnRate: (users() / RAMP_MS) * 1000,
      label: ['demo', { key: 'compression', value: String(COMPRESSION) }],
    },
    // The target is on this machine: no proxy has a say.
    { ...io, env: {} },
  );
  if (named === null) throw new Error('the heavy preset does not ask');
  return named;
}
