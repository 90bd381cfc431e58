import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, row } from './process.mjs';

const PODS = 500;
const SECONDS = 40;
/** Of Linux, whatever the machine. */
const TICKS_PER_S = 100;

/** What the monitor takes of a core, and of memory, while 500 pods start, become ready and are measured. */
export async function measureMonitor(folder) {
  const target = spawn(process.execPath, [
    cli,
    'demo',
    'target',
    ...['--port', '0', '--kubernetes-port', '0', '--pods', String(PODS)],
  ]);
  try {
    const api = await apiOf(target);
    const monitor = spawn(process.execPath, [
      cli,
      'monitor',
      ...['llm-chatbot-backend', '--api-server', api, '--duration', `${SECONDS}s`],
      ...['-o', join(folder, 'monitor.ndjson')],
    ]);
    let said = '';
    monitor.stderr.on('data', (chunk) => {
      said += chunk;
    });
    let used = { cpuS: 0, peakMiB: 0 };
    const look = setInterval(() => {
      used = usedBy(monitor.pid) ?? used;
    }, 200);
    const [code] = await once(monitor, 'close');
    clearInterval(look);
    if (code !== 0) throw new Error(`plimsoll monitor ended with ${code}: ${said.slice(-500)}`);
    const lines = readFileSync(join(folder, 'monitor.ndjson'), 'utf8').split('\n');
    const share = (100 * used.cpuS) / SECONDS;
    const pods = lines.filter((line) => line.includes('"kind":"Pod"')).length;
    row(
      `${PODS} pods for ${SECONDS} s, start included (limits 3 %, 120 MiB)`,
      `${share.toFixed(1)} % of a core`,
      `${used.peakMiB.toFixed(0)} MiB`,
    );
    row('lines recorded, of them of pods', String(lines.length - 1), String(pods));
  } finally {
    target.kill('SIGINT');
  }
}

/** The address of the Kubernetes API, as the target says it. */
async function apiOf(target) {
  let said = '';
  for await (const chunk of target.stderr) {
    said += chunk;
    const found =
      /--server[ =](http:\/\/127\.0\.0\.1:\d+)|(http:\/\/127\.0\.0\.1:\d+).*Kubernetes|Kubernetes.*?(http:\/\/127\.0\.0\.1:\d+)/.exec(
        said,
      );
    if (found !== null) return found[1] ?? found[2] ?? found[3];
  }
  throw new Error(`the demo target did not start: ${said}`);
}

/** CPU (user and system) in s and the most memory in MiB of a process; null when it is gone, or this is no Linux. */
function usedBy(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const peakKiB = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
    return { cpuS: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S, peakMiB: peakKiB / 1024 };
  } catch {
    return null;
  }
}
