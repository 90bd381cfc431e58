// Does a comparison of 3 and 3 runs find a slowdown of 25 % in POST /chat, and nothing else? Real runs over loopback of
// demo targets, each in its own process, with and without the slowdown at the same time.
//   npm run build && node bench/slowdown.mjs                    10 comparisons, two at a time, about 14 minutes
//   node bench/slowdown.mjs --comparisons 3 --at-once 1         some of it, for machines with few cores
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
/** 7 of 10 ask the chatbot something: about 4,000 answers a run, whose p95 is known to about 2 %. */
const TASKS_PER_S = 46;
/** So many that no answer waits for a slot, and none is slower because of others. */
const PODS = 80;
const SCENARIO = join(import.meta.dirname, 'slowdown-scenario.mjs');
const RUN_TIME = '145s';
/** What is known of this target need not be found out: it is warm when the first conversations have begun. */
const STEADY = '10s..140s';

const { values: asked } = parseArgs({
  options: {
    comparisons: { type: 'string', default: '10' },
    'at-once': { type: 'string', default: '2' },
    slowdown: { type: 'string', default: '1.25' },
    store: { type: 'string' },
  },
});
const slowdown = Number(asked.slowdown);
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-slowdown-'));
const store = asked.store ?? join(folder, 'runs');
let isRight = true;
try {
  const comparisons = [];
  while (comparisons.length < Number(asked.comparisons)) {
    const left = Number(asked.comparisons) - comparisons.length;
    const now = Array.from({ length: Math.min(left, Number(asked['at-once'])) }, (_, i) =>
      compareSides(comparisons.length + i),
    );
    for (const comparison of await Promise.all(now)) {
      comparisons.push(comparison);
      show(comparison, comparisons.length);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(isRight ? 'all as it should be' : 'not all as it should be');
process.exitCode = isRight ? 0 : 1;

function show(comparison, number) {
  const changed = changesOf(comparison);
  const found = changed.filter(({ name, outcome }) => name === 'POST /chat' && outcome === 'regressed');
  const others = changed.filter((change) => !found.includes(change));
  isRight &&= others.length === 0 && (slowdown === 1 ? found.length === 0 : found.length > 0);
  console.log(`${String(number).padStart(2)}  ${comparison.outcome}: ${wordsOf(comparison)}`);
  for (const { name, metric, value } of others) {
    console.log(`    not right: ${name} ${metric} ${percent(value)}`);
  }
}

async function compareSides(number) {
  const sides = [1, slowdown].map((factor, side) =>
    Array.from({ length: RUNS_PER_SIDE }, (_, i) => ({ factor, seed: 1000 * number + 10 * i + side + 1 })),
  );
  const labels = await Promise.all(sides.map((runs) => Promise.all(runs.map(measure))));
  const [before, after] = labels.map((side) => side.join(','));
  const file = join(folder, `${number}.json`);
  const args = [
    cli,
    'compare',
    before,
    after,
    '--store',
    store,
    '--steady',
    STEADY,
    '--format',
    'json',
    '-o',
    file,
  ];
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
    const load = ['--rate', `${TASKS_PER_S}/s`, '--arrivals', 'poisson', '--run-time', RUN_TIME];
    const kept = ['--store', store, '--label', label, '--no-report', '--seed', String(seed)];
    await runOnce(process.execPath, [cli, 'run', SCENARIO, '--host', host, ...load, ...kept]);
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
    .map((row) => {
      const { endpoint, metric, outcome, effect, reason } = row;
      const interval = effect?.interval;
      const range = interval ? ` (${percent(interval.lo)} to ${percent(interval.hi)})` : '';
      const why = outcome === 'not-enough-evidence' ? `, ${reason}${butForTheGenerator(row)}` : '';
      return `${endpoint.method} ${endpoint.name} ${metric} ${percent(effect?.value ?? 0)}${range} ${outcome}${why}`;
    })
    .join('; ');
}

/** A busy machine delays the generator, and the product then judges nothing: what it would have said. */
function butForTheGenerator({ gates, effect, reason }) {
  if (reason !== 'generator-saturated') return '';
  const others = gates.filter((gate) => gate !== 'generator-saturated');
  if (others.length > 0) return `; else ${others[0]}`;
  const isSure = effect.adjustedP < 0.05;
  if (isSure && effect.value >= effect.band.hi) return '; else regressed';
  return isSure && effect.value <= effect.band.lo ? '; else improved' : '; else not called changed';
}

function percent(share) {
  return `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;
}
