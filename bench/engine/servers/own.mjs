import { fileURLToPath } from 'node:url';
import { SERVER_CORE, spawnPinned } from '../client.mjs';

/** Starts one of the servers beside this file in a process of its own on the server's core. It ends with this process. */
export async function startOwn(name, args) {
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const child = spawnPinned(SERVER_CORE, [process.execPath, file, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const next = () =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    });
  const { port } = await next();
  return {
    host: `http://127.0.0.1:${port}`,
    counters: () => {
      child.send('counters');
      return next();
    },
    stop: () => new Promise((resolve) => child.once('close', resolve).kill('SIGTERM')),
  };
}

/** The other side: listens on a free port, says which, and answers questions for the counters. */
export function serve(server, counters) {
  server.listen({ port: 0, host: '127.0.0.1', backlog: 8192 }, () =>
    process.send({ port: server.address().port }),
  );
  process.on('message', () => process.send(counters()));
  process.on('disconnect', () => process.exit());
}
