// Measures what issue "the bundled engine" promises about speed, on loopback, client and server on a core each.
//   bench/engine/install-peers.sh && npm run build
//   node bench/engine/run.mjs                                    everything
//   node bench/engine/run.mjs scripted get --rounds 5 --seconds 8 --save
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cli, root } from '../process.mjs';
import { pinToServerCore } from './client.mjs';
import { measureGet } from './measurements/get.mjs';
import { measureLateness } from './measurements/lateness.mjs';
import { measureProfile } from './measurements/profile.mjs';
import { measureRecording } from './measurements/recording.mjs';
import { measureScripted } from './measurements/scripted.mjs';
import { measureStalling } from './measurements/stalling.mjs';
import { measureStreams } from './measurements/streams.mjs';
import { measureUsers } from './measurements/users.mjs';
import { canRun } from './peers/plimsoll.mjs';

/** With `comparesPeers` a measurement says something without the engine too. */
const measurements = new Map([
  ['scripted', { measure: measureScripted, comparesPeers: true }],
  ['get', { measure: measureGet, comparesPeers: true }],
  ['stalling', { measure: measureStalling }],
  ['lateness', { measure: measureLateness }],
  ['users', { measure: measureUsers }],
  ['streams', { measure: measureStreams }],
  ['recording', { measure: measureRecording }],
  ['profile', { measure: measureProfile }],
]);

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
    period: { type: 'string', default: '10' },
    peers: { type: 'string', default: process.env.PLIMSOLL_BENCH_PEERS ?? join(root, 'bench/.peers') },
    program: { type: 'string', default: cli },
    before: { type: 'string' },
    busy: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});
const unknown = asked.find((name) => !measurements.has(name));
if (unknown !== undefined) {
  console.error(`no measurement "${unknown}"; there are: ${[...measurements.keys()].join(', ')}`);
  process.exit(64);
}
if (process.platform !== 'linux' || availableParallelism() < 2) {
  console.error('These measurements need Linux and two cores: one for the client, one for the server.');
  process.exit(69);
}

pinToServerCore(process.pid);
const machine = `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`;
console.log(machine);
const bench = {
  folder: mkdtempSync(join(tmpdir(), 'plimsoll-bench-')),
  peers: resolve(options.peers),
  rounds: Number(options.rounds),
  seconds: Number(options.seconds),
  periodS: Number(options.period),
  program: resolve(options.program),
  before: options.before === undefined ? null : resolve(options.before),
  isBusy: options.busy,
  hasEngine: canRun(resolve(options.program)),
};
if (!bench.hasEngine) console.log('`plimsoll run` is not in this build: peers only');
const outcomes = {};
try {
  for (const [name, { measure, comparesPeers = false }] of measurements) {
    const isAsked = asked.length === 0 || asked.includes(name);
    if (isAsked && (bench.hasEngine || comparesPeers)) outcomes[name] = await measure(bench);
  }
} finally {
  rmSync(bench.folder, { recursive: true, force: true });
}
if (options.save) {
  const folder = join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `engine-${new Date().toISOString().slice(0, 10)}.json`);
  writeFileSync(file, `${JSON.stringify({ machine, options, outcomes }, null, 2)}\n`);
  console.log(`saved ${file}`);
}
