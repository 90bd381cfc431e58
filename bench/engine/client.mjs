import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { coreBusyS, peakMiB, treeCpuS } from './cpu.mjs';

export const SERVER_CORE = 0;
export const CLIENT_CORE = 1;
/** The harness and the servers it holds stay off the client's core. */
export function pinToServerCore(pid) {
  execFileSync('taskset', ['-acp', String(SERVER_CORE), String(pid)]);
}

/** Runs a command on one core, and ends it when this process is gone, however that came. The process keeps its id. */
export function spawnPinned(core, command, options) {
  const [program, ...before] = ['setpriv', '--pdeathsig', 'SIGTERM', 'taskset', '-c', String(core)];
  return spawn(program, [...before, ...command.map(String)], options);
}

/** Between the first request of a client and the window that is measured. */
export const WARM_UP_S = 2;

/**
 * Runs a client pinned to its core and measures a window of it from outside: what the server counted, what the client
 * used. `counters()` of the server gives {requests, connections}. The client must end by itself soon after the
 * window; one of which `endsOnSignal` is true gets SIGINT then. One that fails, or does not end, throws.
 */
export async function measureClient({ client, counters, seconds, warmUpS = WARM_UP_S }) {
  const { command, env = {}, endsOnSignal = false } = client;
  const before = await counters();
  const running = start(command, env);
  try {
    await firstRequests(counters, before.requests, running);
    await wait(warmUpS * 1000);
    const from = await look(running.pid, counters);
    await running.orEnd(wait(seconds * 1000), 'before the end of the window');
    const to = await look(running.pid, counters);
    if (endsOnSignal) running.signal('SIGINT');
    const ended = await running.ended((seconds + 30) * 1000);
    if (ended.code !== 0 && !endsOnSignal)
      throw new Error(`${client.name} ended with ${ended.code}:\n${ended.said()}`);
    client.verify?.(ended.output);
    return { ...between(from, to), peakMiB: running.peakMiB(), output: ended.output };
  } finally {
    running.signal('SIGKILL');
  }
}

async function look(pid, counters) {
  return {
    ...(await counters()),
    atMs: performance.now(),
    cpuS: treeCpuS(pid),
    busyS: coreBusyS(CLIENT_CORE),
  };
}

function between(from, to) {
  const wallS = (to.atMs - from.atMs) / 1000;
  const cpuS = to.cpuS - from.cpuS;
  const requests = to.requests - from.requests;
  return {
    perS: requests / wallS,
    cpuShare: cpuS / wallS,
    cpuUs: (cpuS / requests) * 1e6,
    foreignShare: Math.max(0, (to.busyS - from.busyS - cpuS) / wallS),
    connections: to.connections - from.connections,
  };
}

async function firstRequests(counters, before, running) {
  for (let turn = 0; turn < 300; turn += 1) {
    if ((await counters()).requests > before + 20) return;
    await running.orEnd(wait(100), 'before it sent anything');
  }
  throw new Error(`no requests within 30 s:\n${running.said()}`);
}

function start(command, env) {
  const child = spawnPinned(CLIENT_CORE, command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  let errors = '';
  let peak = null;
  const poll = setInterval(() => {
    peak = peakMiB(child.pid) ?? peak;
  }, 100);
  child.stdout.on('data', (chunk) => {
    output = (output + chunk).slice(-2_000_000);
  });
  child.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(-20_000);
  });
  const said = () => `${command.join(' ')}\n${errors.slice(-1500)}\n${output.slice(-1500)}`;
  const closed = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      resolve({ code, output, said });
    });
  });
  const endedEarly = (when) =>
    closed.then(({ code }) => Promise.reject(new Error(`ended with ${code} ${when}:\n${said()}`)));
  return {
    pid: child.pid,
    said,
    peakMiB: () => peak,
    signal: (name) => child.exitCode === null && child.signalCode === null && child.kill(name),
    orEnd: (awaited, when) => Promise.race([awaited, endedEarly(when)]),
    ended: async (withinMs) => {
      const late = wait(withinMs, null, { ref: false });
      const outcome = await Promise.race([closed, late]);
      if (outcome === null) throw new Error(`did not end within ${withinMs / 1000} s:\n${said()}`);
      return outcome;
    },
  };
}
