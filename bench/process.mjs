import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/**
 * Wall time of a command in ms and its largest resident memory in MiB (Linux; null elsewhere). Any exit status but the
 * expected ones is an error.
 */
export function runOnce(command, args, expected = [0]) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let peakMiB = null;
    const look = () => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peakMiB = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 || peakMiB;
      } catch {
        // The process is gone, or this is no Linux.
      }
    };
    const poll = setInterval(look, 20);
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      if (!expected.includes(code))
        reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${said.slice(-500)}`));
      else resolve({ ms: performance.now() - started, peakMiB });
    });
  });
}

/** Runs commands in turn, `rounds` times, so that a busy moment of the machine hits all; medians. */
export async function inTurn(commands, rounds, expected = [0]) {
  const outcomes = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [command, ...args]] of Object.entries(commands)) {
      outcomes.get(name).push(await runOnce(command, args, expected));
    }
  }
  return Object.fromEntries(
    [...outcomes].map(([name, list]) => [
      name,
      { ms: median(list.map((one) => one.ms)), peakMiB: Math.max(...list.map((one) => one.peakMiB ?? 0)) },
    ]),
  );
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Whether a peer is on this machine. */
export function has(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

export function row(name, value, note = '') {
  console.log(`  ${name.padEnd(52)} ${String(value).padStart(12)}  ${note}`);
}
