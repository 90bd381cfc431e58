import type { SimulatedCluster } from '../cluster/cluster.ts';
import { ApiListener, type TlsFiles } from './api-listener.ts';
import { ChangeHistory } from './change-history.ts';
import { Faults } from './faults.ts';
import { RequestHandler } from './request-handler.ts';
import { apiResources } from './resources.ts';
import { ServedClock } from './served-clock.ts';
import type { Watch } from './watch.ts';

/** How the API is served. All have defaults. */
export interface KubernetesApiOptions {
  /** On 127.0.0.1. Default 0: any that is free. */
  readonly port?: number;
  /** Every request must carry it as `Authorization: Bearer`. Default: none is asked for. */
  readonly token?: string;
  /** Key and certificate in PEM, to serve HTTPS. Default: HTTP. */
  readonly tls?: TlsFiles;
  /** Which Kubernetes 1.x it is; before 1.30 tables show the targets of an HPA without names. Default 32. */
  readonly minorVersion?: number;
  /** How far its clock, and with it every time that it tells, is ahead of the wall; negative: behind. Default 0. */
  readonly clockOffsetMs?: number;
  /** How many changes of a kind a watch can still be told. Default 10,000. */
  readonly historyLimit?: number;
  /** Whether a watch that begins too far back is told so by the status of the answer. Default: by its first event. */
  readonly expiredAsStatus?: boolean;
  /** Default: one minute. */
  readonly bookmarkIntervalMs?: number;
  /** How long a watch lasts that does not say. Default: 45 minutes. */
  readonly watchTimeoutMs?: number;
}

/** A Kubernetes API of a simulated cluster, to be read by kubectl and others. */
export interface KubernetesApi {
  /** Such as 'http://127.0.0.1:43211'. */
  readonly url: string;
  readonly port: number;
  /** Makes it go wrong. */
  readonly faults: Faults;
  /** Is away for so long, all connections cut, and comes back on the same port with the same objects and history. */
  restart(awayMs?: number): Promise<void>;
  /** Cuts all connections. The cluster goes on. */
  close(): Promise<void>;
}

/**
 * Serves the objects of a cluster as the API server of Kubernetes does, for reading only: docs/demo-target.md.
 *
 * @throws {Problem} 'cannot-listen' when the port is taken.
 */
export async function startKubernetesApi(
  cluster: SimulatedCluster,
  options: KubernetesApiOptions = {},
): Promise<KubernetesApi> {
  const { store, compression } = cluster;
  const { minorVersion = 32 } = options;
  const clock = new ServedClock(() => cluster.nowMs(), options.clockOffsetMs);
  const history = new ChangeHistory(store, options.historyLimit ?? 10_000);
  const watches = new Set<Watch>();
  const faults = new Faults(history, watches);
  const handler = new RequestHandler({
    resources: apiResources({ store, clock, compression, minorVersion }),
    store,
    clock,
    history,
    watches,
    faults,
    minorVersion,
    token: options.token ?? null,
    expiredAsStatus: options.expiredAsStatus ?? false,
    bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
    timeoutMs: options.watchTimeoutMs ?? 45 * 60_000,
  });
  const listener = new ApiListener(
    (request, response) => handler.handle(request, response),
    options.tls ?? null,
  );
  const port = await listener.open(options.port ?? 0);
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    faults,
    async restart(awayMs = 0) {
      await listener.close();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      await listener.open(port);
    },
    async close() {
      history.close();
      await listener.close();
    },
  };
}
