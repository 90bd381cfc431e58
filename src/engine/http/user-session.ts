import { type Cookies, openCookies } from './cookies.ts';
import type { Deadlines } from './deadlines.ts';
import { Exchange, type ExchangeOwner } from './exchange.ts';
import { failureWords, isBrokenConnection, TEST_ENDED } from './failures.ts';
import type { HeaderLists } from './header-lists.ts';
import type { OriginGate } from './origin-gate.ts';
import { MAX_REDIRECTS, redirected, redirectTarget } from './redirects.ts';
import type { HttpRequest, HttpResult, HttpSession } from './session.ts';
import type { Connection } from './transport.ts';
import { basicAuthorization, type Host, isAbsolute, parseHttpUrl, pathOnHost } from './url.ts';

/** What the sessions of a test share. */
export interface SharedByUsers {
  /** Null when what was given as host is no URL. */
  readonly host: Host | null;
  readonly gate: OriginGate;
  readonly headerLists: HeaderLists;
  readonly deadlines: Deadlines;
  readonly maxBodyBytes: number;
}

/** The connections of one user. */
export interface UserConnections {
  /** @throws {Failure} when there can be none. */
  to(url: URL): Connection;
  /** Those that are only this user's. */
  close(): void;
}

/** The requests of one user. Those that it makes at the same time wait for each other, as they share a connection. */
export class UserSession implements HttpSession, ExchangeOwner {
  readonly maxBodyBytes: number;
  readonly #shared: SharedByUsers;
  readonly #connections: UserConnections;
  /** Few at a time, mostly one. */
  readonly #inFlight: Exchange[] = [];
  /** Null before it is known that requests may go there. */
  #toHost: Connection | null = null;
  /** Null before a server sets one. */
  #cookies: Cookies | null = null;
  #opening: Promise<Cookies> | null = null;
  #isClosed = false;

  constructor(shared: SharedByUsers, connections: UserConnections) {
    this.#shared = shared;
    this.#connections = connections;
    this.maxBodyBytes = shared.maxBodyBytes;
  }

  send(request: HttpRequest): Promise<HttpResult> {
    return new Promise((resolve) => this.#begin(request, resolve));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const exchange of [...this.#inFlight]) exchange.fail(TEST_ENDED);
    this.#connections.close();
  }

  onSettled(exchange: Exchange): void {
    const inFlight = this.#inFlight;
    const place = inFlight.indexOf(exchange);
    if (place === inFlight.length - 1) inFlight.pop();
    else if (place !== -1) inFlight.splice(place, 1);
    this.#shared.deadlines.remove(exchange);
  }

  onAnswer(exchange: Exchange): void {
    if (exchange.setsCookies) void this.#keepCookies(exchange);
    else this.#goOn(exchange);
  }

  onBroken(exchange: Exchange, error: Error): void {
    if (isBrokenConnection(error) && exchange.mayBeSentAgain) {
      exchange.markSentAgain();
      // The connection is still busy with what broke it.
      queueMicrotask(() => this.#dispatch(exchange));
    } else {
      exchange.settle(failureWords(error));
    }
  }

  #begin(request: HttpRequest, resolve: (result: HttpResult) => void): void {
    const nowMs = performance.now();
    const exchange = new Exchange(request, this, resolve);
    exchange.sentAtMs = nowMs;
    if (this.#isClosed) {
      exchange.settle(TEST_ENDED);
      return;
    }
    this.#inFlight.push(exchange);
    this.#shared.deadlines.add(exchange, nowMs, request.timeoutMs);
    if (isAbsolute(request.url)) this.#beginElsewhere(exchange);
    else this.#beginOnHost(exchange);
  }

  #beginOnHost(exchange: Exchange): void {
    const { host } = this.#shared;
    if (host === null) {
      exchange.settle('the host is no URL of http or https');
      return;
    }
    exchange.origin = host.origin;
    exchange.path = pathOnHost(exchange.request.url, host.prefix);
    exchange.authorization = host.authorization;
    exchange.connection = this.#toHost;
    if (this.#toHost === null) void this.#connect(exchange, host.origin);
    else this.#dispatch(exchange);
  }

  #beginElsewhere(exchange: Exchange): void {
    const url = parseHttpUrl(exchange.request.url);
    if (url === null) {
      exchange.settle('request not possible: no URL of http or https');
      return;
    }
    exchange.authorization = basicAuthorization(url);
    this.#aim(exchange, url);
  }

  #aim(exchange: Exchange, url: URL): void {
    exchange.origin = url;
    exchange.path = url.pathname + url.search;
    void this.#connect(exchange, url);
  }

  async #connect(exchange: Exchange, url: URL): Promise<void> {
    const refusal = await this.#shared.gate.refusal(url);
    if (exchange.isSettled) return;
    if (refusal !== null) {
      exchange.settle(refusalWords(exchange, url, refusal));
      return;
    }
    try {
      exchange.connection = this.#connections.to(url);
    } catch (error) {
      exchange.settle(failureWords(error));
      return;
    }
    if (url === this.#shared.host?.origin) this.#toHost = exchange.connection;
    if (exchange.redirects === 0) exchange.sentAtMs = performance.now();
    this.#dispatch(exchange);
  }

  #dispatch(exchange: Exchange): void {
    const { sent, path, connection } = exchange;
    const headers = this.#headers(exchange);
    connection?.dispatch({ method: sent.method, path, headers, body: sent.body }, exchange);
  }

  #headers(exchange: Exchange): readonly string[] {
    const { headers } = exchange.sent;
    const list = this.#shared.headerLists.of(headers, exchange.authorization);
    if (this.#cookies === null || headers['cookie'] !== undefined) return list;
    const value = this.#cookies.header(addressOf(exchange));
    return value === '' ? list : [...list, 'cookie', value];
  }

  async #keepCookies(exchange: Exchange): Promise<void> {
    this.#opening ??= openCookies();
    this.#cookies = await this.#opening;
    this.#cookies.store(addressOf(exchange), exchange.cookieValues);
    this.#goOn(exchange);
  }

  #goOn(exchange: Exchange): void {
    const { location } = exchange;
    if (location === null) exchange.settle(null);
    else if (!exchange.isSettled) this.#follow(exchange, location);
  }

  #follow(exchange: Exchange, location: string): void {
    const from = new URL(addressOf(exchange));
    const to = redirectTarget(location, from);
    if (to === null) {
      exchange.settle('redirect refused: its location is no URL of http or https');
      return;
    }
    exchange.redirects += 1;
    if (exchange.redirects > MAX_REDIRECTS) {
      exchange.settle('too many redirects');
      return;
    }
    exchange.sent = redirected(exchange.sent, exchange.status, from, to);
    exchange.authorization =
      basicAuthorization(to) ?? (from.origin === to.origin ? exchange.authorization : null);
    exchange.beginLeg();
    this.#aim(exchange, to);
  }
}

function refusalWords(exchange: Exchange, url: URL, refusal: string): string {
  return exchange.redirects === 0 ? refusal : `redirect to ${url.host} refused: ${refusal}`;
}

function addressOf(exchange: Exchange): string {
  return `${exchange.origin?.origin}${exchange.path}`;
}
