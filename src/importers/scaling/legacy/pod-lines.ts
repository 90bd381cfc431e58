import { parseAge } from '../age.ts';
import type { ListedPod } from '../polled-pods.ts';

/** `  Pod: NAME Status: Running    Node: gke-1 Age: 14s`; null when the line is something else. */
export function readPodLine(line: string): ListedPod | null {
  const nameAt = line.indexOf('Pod: ');
  const statusAt = line.indexOf(' Status: ', nameAt);
  const nodeAt = line.indexOf(' Node: ', statusAt);
  const ageAt = line.indexOf(' Age: ', nodeAt);
  if (nameAt < 0 || statusAt < 0 || nodeAt < 0 || ageAt < 0) return null;
  const name = line.slice(nameAt + 5, statusAt).trim();
  const status = line.slice(statusAt + 9, nodeAt).trim();
  const node = line.slice(nodeAt + 7, ageAt).trim();
  const age = line.slice(ageAt + 6).trim();
  if (name === '' || status === '' || name.includes(' ')) return null;
  // RESTARTS then reads '1 (7m25s ago)', and the columns after it move: Node: 92m  Age: (7m25s.
  if (age.startsWith('('))
    return { name, status, node: null, age: parseAge(node), isReady: null, restarts: 1 };
  const hasNode = node !== '' && node !== '<none>';
  return { name, status, node: hasNode ? node : null, age: parseAge(age), isReady: null, restarts: 0 };
}

/** `  Pod: NAME CPU: 205m       Memory: 225Mi` as texts; null when the line is something else. */
export function readUsageLine(
  line: string,
): { readonly name: string; readonly cpu: string; readonly memory: string } | null {
  const nameAt = line.indexOf('Pod: ');
  const cpuAt = line.indexOf(' CPU: ', nameAt);
  const memoryAt = line.indexOf(' Memory: ', cpuAt);
  if (nameAt < 0 || cpuAt < 0 || memoryAt < 0) return null;
  const name = line.slice(nameAt + 5, cpuAt).trim();
  return { name, cpu: line.slice(cpuAt + 6, memoryAt).trim(), memory: line.slice(memoryAt + 9).trim() };
}

/** `  Active Endpoints: 10.1.0.5:8000,10.1.0.6:8000`: how many; kubectl shows three and awk drops '+ 2 more...'. */
export function readEndpointsLine(
  line: string,
): { readonly addresses: number; readonly isLowerBound: boolean } | null {
  const [, list] = /^\s*Active Endpoints:\s*(.*?)\s*$/.exec(line) ?? [];
  if (list === undefined || list === '') return null;
  if (list === '<none>') return { addresses: 0, isLowerBound: false };
  const [, shown = list, more] = /^(.*?) \+ (\d+) more\.\.\.$/.exec(list) ?? [];
  const addresses = shown.split(',').filter((address) => address !== '').length;
  return { addresses: addresses + Number(more ?? 0), isLowerBound: more === undefined && addresses === 3 };
}
