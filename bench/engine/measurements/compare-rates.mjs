import { measureClient, WARM_UP_S } from '../client.mjs';
import { closed, plimsoll } from '../peers/plimsoll.mjs';
import { alternate, printRates } from '../rounds.mjs';
import { startNginx } from '../servers/nginx.mjs';

const USERS = 50;

/** Clients in turn against the same nginx, each with one core, which 50 users without think time saturate. */
export async function compareRates(bench, { title, versions, scenario, clients, leastRatio }) {
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
    const all = () => [...ours(bench, one, scenario), ...clients(one)];
    const names = all().map(({ name }) => ({ name }));
    const measure = ({ name }) =>
      measureClient({
        client: all().find((client) => client.name === name),
        counters: server.counters,
        seconds: bench.seconds,
      });
    const rows = await alternate(names, bench.rounds, measure, { keepsAll: bench.isBusy });
    return { title, versions, clients: printRates(rows, leastRatio, { byCpu: bench.isBusy }) };
  } finally {
    await server.stop();
  }
}

/** This build, and the one before that it is compared with. */
function ours(bench, one, scenario) {
  if (!bench.hasEngine) return [];
  const client = plimsoll({ ...one, scenario, load: closed(one.users) });
  if (bench.before === null) return [client];
  const before = plimsoll({ ...one, program: bench.before, scenario, load: closed(one.users) });
  return [client, { ...before, name: 'plimsoll before' }];
}
