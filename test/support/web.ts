import { cpSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ownCommands } from '../../src/cli/web/own-commands.ts';
import { startWebServer, type WebServer, type WebServerOptions } from '../../src/web/server.ts';
import { repository, runCli, temporaryFolder } from './cli.ts';

/** A server of a store of its own, closed after the test. */
export async function startWeb(
  options: Partial<WebServerOptions> = {},
): Promise<WebServer & { store: string }> {
  const cwd = temporaryFolder();
  const store = options.store ?? join(cwd, 'plimsoll-runs');
  const commands = ownCommands(store, {
    ...{ stdout: silent, stderr: silent, stdin: { isTty: false, readLine: async () => null } },
    ...{
      now: Date.now,
      env: process.env,
      cwd,
      signal: new AbortController().signal,
      onInterrupt: () => () => {},
    },
  });
  const server = await startWebServer({
    port: 0,
    folder: cwd,
    bind: '127.0.0.1',
    token: null,
    commands,
    ...options,
    store,
  });
  onTestFinished(() => server.close());
  return { ...server, store };
}

const silent = { write: () => {}, isTty: false, columns: null, rows: null };

/** A store with two runs of Locust: 'before' and 'after'. */
export async function storeOfTwoRuns(): Promise<string> {
  const cwd = temporaryFolder();
  for (const [sample, label] of [
    ['d01-baseline', 'before'],
    ['d02-candidate', 'after'],
  ] as const) {
    cpSync(join(repository, 'samples/locust', sample), join(cwd, sample), { recursive: true });
    await runCli(['import', sample, '--label', label], { cwd });
  }
  return join(cwd, 'plimsoll-runs');
}

/** What a raw request was answered. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request as no browser would: nothing is added, and the path is taken as it stands. */
export function raw(
  url: string,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', path = '/runs', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname: hostname === 'localhost' ? '127.0.0.1' : hostname,
        port,
        method,
        path,
        headers,
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text });
        });
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What our own page sends with a change. */
export const ownHeaders = { 'content-type': 'application/json', 'x-plimsoll': '1' } as const;
