import { BlockList, isIP } from 'node:net';
import { Failure, ProxyFailure } from './failures.ts';
import type { OpenSocket } from './open-socket.ts';
import type { HttpSettings } from './session.ts';
import { basicAuthorization, parseHttpUrl, withoutBrackets } from './url.ts';

/** A proxy that speaks HTTP. */
export interface HttpProxy {
  /** Of the proxy, such as 'http://proxy.example:3128'. */
  readonly origin: string;
  readonly url: URL;
  /** The value of 'proxy-authorization', from the name and password in its URL; null without. */
  readonly authorization: string | null;
  /** Opens sockets to the proxy, whose failures are then known as those of the proxy. */
  opener(open: OpenSocket): OpenSocket;
}

type Env = HttpSettings['env'];

/**
 * The proxy that the environment names for an origin; null for none, and always for loopback. As with curl, the
 * lower-case variable stands over the upper-case one, HTTP_PROXY is for http and HTTPS_PROXY for https.
 *
 * @throws {Failure} in words, when the variable holds no URL of an HTTP proxy.
 */
export function proxyFor(target: URL, env: Env): HttpProxy | null {
  const scheme = target.protocol === 'https:' ? 'https' : 'http';
  const value = variable(env, `${scheme}_proxy`);
  if (value === '' || isLoopbackName(target.hostname) || isExcepted(target, variable(env, 'no_proxy')))
    return null;
  return proxyOf(value, `${scheme}_proxy`);
}

function variable(env: Env, name: string): string {
  return (env[name] ?? env[name.toUpperCase()] ?? '').trim();
}

function proxyOf(value: string, name: string): HttpProxy {
  const url = parseHttpUrl(value.includes('://') ? value : `http://${value}`);
  if (url === null) throw new Failure(`proxy: ${name} is not the URL of an HTTP proxy`);
  return { origin: url.origin, url, authorization: basicAuthorization(url), opener: ofProxy };
}

function ofProxy(open: OpenSocket): OpenSocket {
  return (options, callback) =>
    open(options, (error, socket) => {
      if (error === null) callback(null, socket);
      else callback(new ProxyFailure(error), null);
    });
}

/** Whether NO_PROXY lists the host: '*', a host, a domain with or without a leading dot, each with or without a port. */
function isExcepted(target: URL, exceptions: string): boolean {
  const host = withoutBrackets(target.hostname);
  const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
  return exceptions
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => entry === '*' || (entry !== '' && covers(entry, host, port)));
}

function covers(entry: string, host: string, port: string): boolean {
  const parts = isIP(entry) === 6 ? null : /^(.+?)(?::(\d+))?$/.exec(entry);
  const name = withoutBrackets(parts?.[1] ?? entry).replace(/^\*?\./, '');
  if (parts?.[2] !== undefined && parts[2] !== port) return false;
  return host === name || host.endsWith(`.${name}`);
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

function isLoopbackName(hostname: string): boolean {
  const host = withoutBrackets(hostname);
  const family = isIP(host);
  if (family === 0) return host === 'localhost' || host.endsWith('.localhost');
  return LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
