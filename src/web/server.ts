import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { systemErrorCode } from '../decode/file-problem.ts';
import { Problem } from '../model/problem.ts';
import { emptySetAside } from '../store/set-aside.ts';
import { createApp } from './app.ts';
import { createCommandQueue } from './command-queue.ts';
import type { Commands } from './commands.ts';
import type { Env } from './guard/guard.ts';
import { isLoopback } from './guard/hosts.ts';
import { createFollowers } from './live/followers.ts';
import { createRunLister } from './runs/list-runs.ts';
import { createRenderedPages } from './runs/rendered-pages.ts';
import { createUploads } from './runs/uploads.ts';
import { createRunningTest } from './tests/running-test.ts';

/** Where the pages are served, and to whom. */
export interface WebServerOptions {
  /** The store's folder. */
  readonly store: string;
  /** Where scenario files are looked for. */
  readonly folder: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** An address of this machine. */
  readonly bind: string;
  /** Needed where others than this machine reach the address; null for none. */
  readonly token: string | null;
  readonly commands: Commands;
}

/** The pages, served. */
export interface WebServer {
  /** 'http://localhost:8089' */
  readonly url: string;
  /** The id of the test that was started here and runs now; null when none does. */
  runningTest(): string | null;
  /**
   * Ends a running test softly and waits until it is saved; called again meanwhile, at once. Then ends every connection,
   * and what was deleted and not brought back is removed.
   */
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 200;

/**
 * Serves the pages until it is closed.
 *
 * @throws {Problem} 'cannot-listen' or 'token-needed'.
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { store, folder, bind, token, commands } = options;
  if (!isLoopback(bind) && token === null) {
    throw new Problem(
      'usage',
      'token-needed',
      `others than this machine reach ${bind}, and there is no token`,
      {
        fix: 'Add for example: --token "$(openssl rand -hex 16)"',
      },
    );
  }
  const temporary = await mkdtemp(join(tmpdir(), 'plimsoll-web-'));
  const queue = createCommandQueue(commands);
  const list = createRunLister(store);
  const test = createRunningTest(store, commands, list);
  const followers = createFollowers(store);
  const app = createApp(
    { token, names: isLoopback(bind) ? null : new Set([hostname().toLowerCase(), bind.toLowerCase()]) },
    {
      store,
      queue,
      folder,
      list,
      pages: createRenderedPages(store, temporary, queue),
      uploads: createUploads(temporary),
      test,
      followers,
    },
  );
  const listener = getRequestListener((request, env) => app.fetch(request, env as Env['Bindings']), {
    overrideGlobalObjects: false,
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.maxConnections = MOST_CONNECTIONS;
  try {
    await listen(server, options);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  let closing: Promise<void> | null = null;
  const close = async () => {
    followers.close();
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await queue.idle();
    await emptySetAside(store);
    await rm(temporary, { recursive: true, force: true });
  };
  return {
    url: urlOf(server, bind),
    runningTest: () => test.current(),
    close() {
      const testSaved = test.close();
      closing ??= testSaved.then(close);
      return closing;
    },
  };
}

function listen(server: Server, { port, bind }: WebServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, port, bind)));
    server.listen({ port, host: bind === 'localhost' ? '127.0.0.1' : bind }, resolve);
  });
}

function cannotListen(error: Error, port: number, bind: string): Problem {
  const code = systemErrorCode(error);
  const isTaken = code === 'EADDRINUSE';
  const what = isTaken
    ? `port ${port} of ${bind} is in use by another process`
    : `cannot listen on port ${port} of ${bind}: ${error.message}`;
  const next = port >= 65_535 ? 8089 : port + 1;
  return new Problem('environment', 'cannot-listen', what, {
    cause: error,
    fix: isTaken
      ? `End that process, or choose another port: plimsoll web --port ${next}`
      : code === 'EACCES'
        ? 'Choose a port above 1023.'
        : 'Name an address of this machine with --bind.',
  });
}

function urlOf(server: Server, bind: string): string {
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const isEverywhere = bind === '0.0.0.0' || bind === '::';
  const name = isLoopback(bind) && bind !== '::1' ? 'localhost' : isEverywhere ? hostname() : bind;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
