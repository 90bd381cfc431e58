import { measureClient, WARM_UP_S } from '../client.mjs';
import { alternate, printRates } from '../rounds.mjs';
import { startNginx } from '../servers/nginx.mjs';

const USERS = 50;

/** Clients in turn against the same nginx, each with one core, which 50 users without think time saturate. */
export async function compareRates(bench, { title, versions, clients, leastRatio }) {
  console.log(`${title}, ${USERS} users (${versions.join(', ')})`);
  const server = await startNginx(bench.folder);
  try {
    const one = {
      peers: bench.peers,
      program: bench.program,
      folder: bench.folder,
      host: server.host,
      users: USERS,
      runS: Math.ceil(WARM_UP_S + bench.seconds + 1),
    };
    // Made anew for each round: a Plimsoll of its own store.
    const names = clients(one).map(({ name }) => ({ name }));
    const rows = await alternate(names, bench.rounds, ({ name }) =>
      measureClient({
        client: clients(one).find((client) => client.name === name),
        counters: server.counters,
        seconds: bench.seconds,
      }),
    );
    return { title, versions, clients: printRates(rows, leastRatio) };
  } finally {
    await server.stop();
  }
}
