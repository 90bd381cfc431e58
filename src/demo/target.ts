import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Problem } from '../model/problem.ts';
import { Chatbot } from './chatbot/chatbot.ts';
import { WallClock } from './clock.ts';
import { SimulatedCluster } from './cluster/cluster.ts';
import { type DemoSettings, type DemoTargetOptions, demoSettings } from './demo-options.ts';
import { SeededRandom } from './random.ts';
import { PodPool } from './serving/pod-pool.ts';
import type { DemoTruth } from './truth/demo-truth.ts';
import { RequestLog } from './truth/request-log.ts';
import { ScalingLog } from './truth/scaling-log.ts';

export type { DemoTargetOptions };

/** A chatbot that runs, on a simulated cluster that scales it. */
export interface DemoTarget {
  /** Such as 'http://127.0.0.1:43210'. */
  readonly url: string;
  readonly port: number;
  readonly cluster: SimulatedCluster;
  /** What happened so far, exactly. */
  truth(): DemoTruth;
  /**
   * Closes all connections, stops the cluster, and hands over the truth to `writeTruth`, whose errors it throws. Later
   * calls wait for the first.
   */
  close(): Promise<void>;
}

/**
 * Starts a chatbot on 127.0.0.1 with the four endpoints of scenarios.md and `POST /chat?stream=1`, behind it a model of
 * pods that queue, and a cluster that scales them: docs/demo-target.md.
 *
 * @throws {Problem} 'wrong-option-value'; 'cannot-listen' when the port is taken.
 */
export async function startDemoTarget(options: DemoTargetOptions = {}): Promise<DemoTarget> {
  const settings = demoSettings(options);
  const clock = new WallClock();
  const startMs = clock.nowMs();
  const pool = new PodPool(clock, SeededRandom.forPurpose(settings.seed, 'balancing'));
  const requests = new RequestLog(settings.requestLimit);
  const chatbot = new Chatbot({
    clock,
    seed: settings.seed,
    pool,
    instant: settings.instant,
    slowdown: settings.chatSlowdown,
    failureRatio: settings.failureRatio,
    served: (request) => requests.add(request),
  });
  const port = await listen(chatbot, settings.port);
  const cluster = startCluster(clock, pool, settings);
  const scaling = new ScalingLog(cluster, startMs);
  let endMs: number | null = null;
  const truth = (): DemoTruth => ({
    schema: 'demo-truth/1',
    startMs,
    endMs: endMs ?? clock.nowMs(),
    seed: settings.seed,
    compression: settings.compression,
    requests: requests.truth(),
    scaling: scaling.truth(),
  });
  const end = async () => {
    await chatbot.close();
    endMs = clock.nowMs();
    clock.stop();
    await settings.writeTruth?.(truth());
  };
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= end();
    return closing;
  };
  return { url: `http://127.0.0.1:${port}`, port, cluster, truth, close };
}

function startCluster(clock: WallClock, pool: PodPool, settings: DemoSettings): SimulatedCluster {
  const { seed, compression, autoscale, behavior, pods } = settings;
  return new SimulatedCluster({
    clock,
    seed,
    compression,
    autoscale,
    minReplicas: pods.min,
    maxReplicas: pods.max,
    workload: pool,
    ...(behavior === undefined ? {} : { behavior }),
  });
}

async function listen({ server }: Chatbot, port: number): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Problem('environment', 'cannot-listen', `cannot listen on 127.0.0.1:${port}: ${reason}`, {
      fix: 'Choose another port, or 0 for any that is free.',
      cause: error,
    });
  }
  return (server.address() as AddressInfo).port;
}
