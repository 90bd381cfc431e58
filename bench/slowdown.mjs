// Does a comparison of 3 and 3 runs find a slowdown of 25 % in POST /chat, and nothing else? Real runs over loopback of
// demo targets, each in its own process, with and without the slowdown at the same time.
//   npm run build && node bench/slowdown.mjs                    10 comparisons, about 27 minutes
//   node bench/slowdown.mjs --comparisons 3 --run-time 140s     some of it
//   node bench/slowdown.mjs --slowdown 1                        the same against the same: nothing is to be found
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { cli, runOnce } from './process.mjs';

const RUNS_PER_SIDE = 3;
/** Half of them ask the chatbot something: about 4,000 answers a run, whose p95 is known to about 2 %. */
const TASKS_PER_S = 64;
/** So many that no answer waits for a slot, and none is slower because of others. */
const PODS = 80;

const { values: asked } = parseArgs({
  options: {
    comparisons: { type: 'string', default: '10' },
    'run-time': { type: 'string', default: '150s' },
    slowdown: { type: 'string', default: '1.25' },
    store: { type: 'string' },
  },
});
const slowdown = Number(asked.slowdown);
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-slowdown-'));
const store = asked.store ?? join(folder, 'runs');
let isRight = true;
try {
  for (let i = 0; i < Number(asked.comparisons); i += 1) {
    const comparison = await compareSides(i);
    const changed = changesOf(comparison);
    const found = changed.filter(({ name, outcome }) => name === 'POST /chat' && outcome === 'regressed');
    const others = changed.filter((change) => !found.includes(change));
    isRight &&= others.length === 0 && (slowdown === 1 ? found.length === 0 : found.length > 0);
    console.log(`${String(i + 1).padStart(2)}  ${comparison.outcome}: ${wordsOf(comparison)}`);
    for (const { name, metric, value } of others) {
      console.log(`    not right: ${name} ${metric} ${percent(value)}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(isRight ? 'all as it should be' : 'not all as it should be');
process.exitCode = isRight ? 0 : 1;

async function compareSides(number) {
  const sides = [1, slowdown].map((factor, side) =>
    Array.from({ length: RUNS_PER_SIDE }, (_, i) => ({ factor, seed: 1000 * number + 10 * i + side + 1 })),
  );
  const labels = await Promise.all(sides.map((runs) => Promise.all(runs.map(measure))));
  const [before, after] = labels.map((side) => side.join(','));
  const file = join(folder, `${number}.json`);
  const args = [cli, 'compare', before, after, '--store', store, '--format', 'json', '-o', file];
  await runOnce(process.execPath, args, [0, 1, 3]);
  return JSON.parse(readFileSync(file, 'utf8')).comparison;
}

/** One run of one target; resolves with its label. */
async function measure({ factor, seed }) {
  const flags = ['--port', 0, '--pods', PODS, '--seed', seed, '--chat-slowdown', factor].map(String);
  const target = spawn(process.execPath, [cli, 'demo', 'target', '--with-parent', ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(target, 'exit');
  try {
    const [host] = await once(createInterface({ input: target.stdout }), 'line');
    const label = `slowdown-${factor}-seed-${seed}`;
    const load = ['--rate', `${TASKS_PER_S}/s`, '--arrivals', 'poisson', '--run-time', asked['run-time']];
    const kept = ['--store', store, '--label', label, '--no-report', '--seed', String(seed)];
    await runOnce(process.execPath, [cli, 'run', 'custom', '--host', host, ...load, ...kept]);
    return label;
  } finally {
    target.stdin.end();
    await exited;
  }
}

/** Of single endpoints: all requests together are slower with one of them. */
function changesOf({ rows }) {
  return rows.flatMap(({ endpoint, metric, outcome, effect }) =>
    endpoint === 'total' || !['regressed', 'improved'].includes(outcome)
      ? []
      : [{ name: `${endpoint.method} ${endpoint.name}`, metric, outcome, value: effect.value }],
  );
}

/** What decides: the primary rows. */
function wordsOf({ rows }) {
  return rows
    .filter(({ role }) => role === 'primary')
    .map(({ endpoint, metric, outcome, effect, reason }) => {
      const interval = effect?.interval;
      const range = interval ? ` (${percent(interval.lo)} to ${percent(interval.hi)})` : '';
      const why = outcome === 'not-enough-evidence' ? `, ${reason}` : '';
      return `${endpoint.method} ${endpoint.name} ${metric} ${percent(effect?.value ?? 0)}${range} ${outcome}${why}`;
    })
    .join('; ');
}

function percent(share) {
  return `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;
}
