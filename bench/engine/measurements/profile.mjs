import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureClient } from '../client.mjs';
import { closed, plimsoll } from '../peers/plimsoll.mjs';
import { startNginx } from '../servers/nginx.mjs';
import { buildReadable, sourceLines } from './readable-build.mjs';

const RUN_S = 10;
const USERS = 50;
const MOST_MODULES = 25;

/** Where the CPU of the scripted test goes: self time by part and by module, as tables for docs/engine-performance.md. */
export async function measureProfile(bench) {
  console.log(`profile: the scripted test for ${RUN_S} s`);
  const program = buildReadable(bench.folder);
  const profiles = join(bench.folder, 'profiles');
  mkdirSync(profiles);
  const server = await startNginx(bench.folder);
  try {
    const node = ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
    const client = plimsoll({
      folder: bench.folder,
      host: server.host,
      scenario: 'scripted',
      runS: RUN_S,
      load: closed(USERS),
      node,
      program,
    });
    await measureClient({ client, counters: server.counters, seconds: RUN_S - 4 });
    const requests = client.storedRun().endpoints.reduce((sum, endpoint) => sum + endpoint.requests, 0);
    const modules = selfTimes(largestIn(profiles));
    printTable(
      'Part',
      sumBy(modules, ({ part }) => part),
      requests,
      Number.POSITIVE_INFINITY,
    );
    printTable(
      'Module',
      sumBy(modules, ({ module }) => module),
      requests,
      MOST_MODULES,
    );
    return { title: 'profile', requests, modules };
  } finally {
    await server.stop();
  }
}

/** Each thread writes a profile; the one that made the requests has by far the most samples. */
function largestIn(folder) {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const [largest] = files.sort((a, b) => statSync(b).size - statSync(a).size);
  return JSON.parse(readFileSync(largest, 'utf8'));
}

function selfTimes({ nodes, samples, timeDeltas }) {
  const sourceOf = createSourceLookup();
  const us = new Map();
  // A delta is the time since the sample before, so what ran during it is that sample.
  for (let index = 1; index < samples.length; index += 1) {
    const id = samples[index - 1];
    us.set(id, (us.get(id) ?? 0) + timeDeltas[index]);
  }
  return nodes
    .filter(({ id, callFrame }) => us.has(id) && callFrame.functionName !== '(idle)')
    .map(({ id, callFrame }) => ({ ...placeOf(callFrame, sourceOf), us: us.get(id) }));
}

function createSourceLookup() {
  const lookups = new Map();
  return (url, line) => {
    if (!lookups.has(url)) lookups.set(url, sourceLines(fileURLToPath(url)));
    return lookups.get(url)(line);
  };
}

function placeOf({ functionName, url, lineNumber }, sourceOf) {
  if (functionName === '(garbage collector)') return { part: 'garbage collection', module: functionName };
  if (functionName === '(program)') return { part: 'event loop, reading sockets', module: functionName };
  if (url === '') return { part: 'native functions, writing sockets', module: `native ${functionName}` };
  if (url.startsWith('wasm:')) return { part: 'undici', module: 'undici: llhttp (WebAssembly)' };
  if (url.startsWith('node:')) return { part: "Node's own JavaScript", module: url };
  if (!url.includes('/readable/dist/')) return { part: 'the scenario file', module: url.split('/').pop() };
  const module = sourceOf(url, lineNumber);
  const packageName = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1];
  return { part: packageName ?? dirname(module), module };
}

function sumBy(modules, keyOf) {
  const sums = new Map();
  for (const entry of modules) sums.set(keyOf(entry), (sums.get(keyOf(entry)) ?? 0) + entry.us);
  return [...sums].sort(([, a], [, b]) => b - a);
}

function printTable(heading, sums, requests, most) {
  const total = sums.reduce((sum, [, us]) => sum + us, 0);
  const line = (name, us) =>
    `| ${name} | ${((us / total) * 100).toFixed(1)} % | ${(us / requests).toFixed(2)} |`;
  console.log(`\n| ${heading} | Share of CPU | µs per request |\n|---|---|---|`);
  for (const [name, us] of sums.slice(0, most)) console.log(line(name, us));
  const rest = sums.slice(most).reduce((sum, [, us]) => sum + us, 0);
  if (rest > 0) console.log(line('the rest', rest));
  console.log(line('all', total));
}
