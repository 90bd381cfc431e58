// The scripted test by the library, with or without recording what each second brings.
//   node recording-client.mjs LIBRARY HOST RUN_S with|without STORE
// Told apart by the library's user, not by a switch in the product.
import { fileURLToPath } from 'node:url';

const [library, host, runS, recording, store] = process.argv.slice(2);
const { createTickEvents, newRunId, openRecording, startLoadTest } = await import(library);
const USERS = 50;
const load = {
  kind: 'closed',
  stages: [{ fromUsers: USERS, toUsers: USERS, durationMs: Number(runS) * 1000 }],
};

const test = {
  scenario: { file: fileURLToPath(new URL('scenarios/scripted.mjs', import.meta.url)) },
  load,
  http: {
    host,
    connections: 'per-user',
    connectTimeoutMs: 10_000,
    isInsecure: false,
    maxBodyBytes: 2 ** 24,
    env: {},
    allowsPublicHosts: false,
  },
  headers: {},
  timeoutMs: 30_000,
  tags: [],
  exclude: [],
  usersOf: {},
  seed: 1,
  workers: 1,
  stopTimeoutMs: 5_000,
  maxEndpoints: 1000,
};

let failures = 0;
const onTick = recording === 'with' ? await recorder() : () => {};
const running = await startLoadTest(test, (tick) => {
  for (const endpoint of tick.endpoints) failures += endpoint.failures;
  onTick(tick);
});
await running.done;
if (failures > 0) throw new Error(`${failures} requests failed`);

async function recorder() {
  const atMs = Date.now();
  const eventsOf = createTickEvents();
  const { append } = await openRecording(store, {
    type: 'started',
    schema: 'events/1',
    id: newRunId(atMs),
    atMs,
    label: 'bench',
    labels: [],
    version: '0',
    scenario: 'scripted',
    host,
    load,
    workers: 1,
    seed: 1,
  });
  return (tick) => append(eventsOf(tick));
}
