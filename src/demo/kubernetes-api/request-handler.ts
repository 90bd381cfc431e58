import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ObjectStore } from '../cluster/object-store.ts';
import { type ApiRequest, apiRequest } from './api-request.ts';
import type { ChangeHistory } from './change-history.ts';
import { discovery } from './discovery.ts';
import { failureOf } from './failure.ts';
import type { FaultRule, Faults } from './faults.ts';
import { Reader } from './read.ts';
import { type ApiResource, groupVersion } from './resource.ts';
import type { ServedClock } from './served-clock.ts';
import { ApiError, noSuchPath } from './status.ts';
import { Watch, type WatchSettings } from './watch.ts';

interface Parts extends WatchSettings {
  readonly resources: readonly ApiResource[];
  readonly store: ObjectStore;
  readonly clock: ServedClock;
  readonly history: ChangeHistory;
  /** Those that are open; kept here. */
  readonly watches: Set<Watch>;
  readonly faults: Faults;
  readonly minorVersion: number;
  readonly token: string | null;
  readonly expiredAsStatus: boolean;
}

const JSON_TYPE = { 'Content-Type': 'application/json' } as const;
const HEALTH = /^\/(?:healthz|livez|readyz)$/;
const ENDPOINTS_WARNING =
  '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"';

/** Answers the requests of an API server: who may, what is asked, what goes wrong, the answer. */
export class RequestHandler {
  readonly #parts: Parts;
  readonly #reader: Reader;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#reader = new Reader(() => parts.store.resourceVersion);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    response.setHeader('Date', new Date(this.#parts.clock.nowMs()).toUTCString());
    this.#answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      const { status } =
        error instanceof ApiError
          ? error
          : new ApiError('InternalError', `Internal error occurred: ${String(error)}`);
      if (status.code === 429) response.setHeader('Retry-After', '1');
      response.writeHead(status.code, JSON_TYPE).end(JSON.stringify(status));
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { token, resources, minorVersion, faults } = this.#parts;
    const url = urlOf(request);
    if (token !== null && request.headers.authorization !== `Bearer ${token}`) throw failureOf(401, null);
    const found = discovery(url.pathname, resources, minorVersion);
    const health = HEALTH.test(url.pathname);
    const asked = found || health ? null : apiRequest(url, request.headers.accept ?? '', resources);
    const met = faults.meet({ resource: asked?.resource ?? null, verb: asked?.verb ?? null });
    await this.#suffer(met, asked, response);
    if (response.destroyed) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new ApiError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
        {},
      );
    }
    if (health) response.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok');
    else if (asked === null) response.writeHead(200, JSON_TYPE).end(JSON.stringify(found));
    else
      this.#serve(
        asked,
        response,
        met.some(({ silent }) => silent === true),
      );
  }

  async #suffer(
    met: readonly FaultRule[],
    asked: ApiRequest | null,
    response: ServerResponse,
  ): Promise<void> {
    const delayMs = met.reduce((sum, rule) => sum + (rule.delayMs ?? 0), 0);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (met.some(({ cut }) => cut === true)) response.socket?.destroy();
    const status = met.find((rule) => rule.status !== undefined)?.status;
    if (status !== undefined) throw failureOf(status, asked);
  }

  #serve(asked: ApiRequest, response: ServerResponse, silent: boolean): void {
    const { resource, verb } = asked;
    if (resource.kind === 'Endpoints' && this.#parts.minorVersion >= 33) {
      response.setHeader('Warning', ENDPOINTS_WARNING);
    }
    if (verb === 'watch') {
      this.#watch(asked, response, silent);
      return;
    }
    const json = verb === 'get' ? this.#reader.get(asked) : this.#reader.list(asked);
    response.writeHead(200, JSON_TYPE).end(json);
  }

  #watch(asked: ApiRequest, response: ServerResponse, silent: boolean): void {
    const { store, history, watches, expiredAsStatus } = this.#parts;
    if (!asked.resource.watchable) throw noWatch(asked.resource);
    const watch = new Watch(asked, response, history);
    if (silent) watch.silence();
    response.setHeader('Content-Type', 'application/json');
    watch.onClose(() => watches.delete(watch));
    watches.add(watch);
    try {
      watch.start(store.resourceVersion, this.#parts);
    } catch (error) {
      watches.delete(watch);
      if (!(error instanceof ApiError) || error.status.code !== 410 || expiredAsStatus) throw error;
      response.end(`{"type":"ERROR","object":${JSON.stringify(error.status)}}\n`);
    }
  }
}

function urlOf(request: IncomingMessage): URL {
  const path = request.url ?? '/';
  if (!URL.canParse(path, 'http://api')) throw noSuchPath();
  return new URL(path, 'http://api');
}

function noWatch(resource: ApiResource): ApiError {
  const message = `the server does not allow this method on the requested resource: ${resource.plural}.${groupVersion(resource)} have no watch`;
  return new ApiError('MethodNotAllowed', message, {});
}
