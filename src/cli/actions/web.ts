import { randomBytes } from 'node:crypto';
import { storeFolder } from '../../store/layout.ts';
import { isLoopback } from '../../web/guard/hosts.ts';
import { startWebServer } from '../../web/server.ts';
import { checkStore } from '../check-store.ts';
import type { Io } from '../io.ts';
import type { StoreOptions } from '../options.ts';
import { ownCommands } from '../web/own-commands.ts';

/** The options of `plimsoll web`. */
export interface WebOptions extends StoreOptions {
  readonly port?: number;
  readonly bind?: string;
  readonly token?: string;
}

/** As people know it from Locust. */
const USUAL_PORT = 8089;

/**
 * Serves the pages until the user wants to stop.
 *
 * @throws {Problem} 'cannot-listen', or that the store cannot be written to.
 */
export async function webCommand(options: WebOptions, io: Io): Promise<void> {
  const { port = USUAL_PORT, bind = '127.0.0.1' } = options;
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  await checkStore(store);
  const token = options.token ?? (isLoopback(bind) ? null : randomBytes(16).toString('hex'));
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const release = io.onInterrupt(() => end());
  try {
    const server = await startWebServer({
      store,
      folder: io.cwd,
      port,
      bind,
      token,
      commands: ownCommands(store, io),
    });
    const query = token === null ? '' : `/?token=${encodeURIComponent(token)}`;
    io.stdout.write(`${server.url}${query}\n`);
    io.stderr.write('Open it in a browser. Ctrl-C ends it.\n');
    await ended;
    const isTesting = server.runningTest() !== null;
    if (isTesting) io.stderr.write('The running test is stopped and saved. Ctrl-C again stops it at once.\n');
    end = () => void server.close();
    await server.close();
  } finally {
    release();
  }
}
