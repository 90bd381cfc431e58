import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Failure, ProxyFailure } from './failures.ts';
import type { OpenSocket, SocketOptions } from './open-socket.ts';
import type { HttpProxy } from './proxy.ts';
import { withoutBrackets } from './url.ts';

/** Opens TLS sockets to a host through a tunnel that an HTTP proxy makes (CONNECT, RFC 9110, 9.3.6). */
export function tunnelThrough(proxy: HttpProxy, openTls: OpenSocket): OpenSocket {
  return (options, callback) => {
    const request = connectRequest(proxy, options);
    let current: { destroy(error: Error): void } = request;
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        current = openTls({ ...options, httpSocket: socket as Socket }, callback);
        return;
      }
      socket.destroy();
      callback(new ProxyFailure(new Failure(`answered ${response.statusCode} to CONNECT`)), null);
    });
    request.once('error', (error) => callback(new ProxyFailure(error), null));
    request.end();
    return { destroy: (error) => current.destroy(error) };
  };
}

function connectRequest(proxy: HttpProxy, { hostname, port }: SocketOptions): ClientRequest {
  const { url, authorization } = proxy;
  const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port || 443}`;
  const headers = { host: target, ...(authorization !== null && { 'proxy-authorization': authorization }) };
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const host = withoutBrackets(url.hostname);
  return request({ host, port: url.port, method: 'CONNECT', path: target, headers, agent: false });
}
