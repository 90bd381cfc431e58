// What Linux counts of processors and processes. In other systems the engine's measurements do not run.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of /proc per second. */
const TICKS_PER_S = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds since boot that one core was not idle. */
export function coreBusyS(core) {
  const line = readFileSync('/proc/stat', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`cpu${core} `));
  const [user, nice, system, , , irq, softirq, steal] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_S;
}

/** Seconds of CPU that a process used, with its threads, its children and those that have ended. */
export function treeCpuS(pid) {
  const processes = new Map();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) processes.set(Number(name), processTimes(name));
  }
  let ticks = 0;
  for (const [id, times] of processes) {
    if (times !== null && descends(id, pid, processes)) ticks += times.ticks;
  }
  return ticks / TICKS_PER_S;
}

/** The most memory that a process held at once, in MiB; null when it is gone. */
export function peakMiB(pid) {
  try {
    const kiB = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kiB === undefined ? null : Number(kiB) / 1024;
  } catch {
    return null;
  }
}

function processTimes(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The name in brackets may hold spaces; what follows starts at field 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return null;
  }
}

function descends(id, ancestor, processes) {
  for (let at = id; at > 1; at = processes.get(at)?.parent ?? 0) {
    if (at === ancestor) return true;
  }
  return false;
}
