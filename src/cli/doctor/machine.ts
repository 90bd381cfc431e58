import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '../../model/problem.ts';
import { formatCount } from '../../report/format.ts';
import { checkStore } from '../check-store.ts';
import { bad, type Finding, good, unknown } from './finding.ts';

/** Every user has a connection of its own, and the process some files besides. */
const FEWEST_OPEN_FILES = 1024;
const LEAST_NODE = [20, 19] as const;

/** Version of Node, open files, store. */
export async function checkMachine(store: string): Promise<readonly Finding[]> {
  return [
    nodeFinding(process.versions.node),
    openFilesFinding(openFileLimit(await readFile('/proc/self/limits', 'utf8').catch(() => ''))),
    await storeFinding(store),
  ];
}

/** What is to be said of a version such as '20.19.0'. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return isNew
    ? good('node', `Node.js ${version}`)
    : bad('node', `Node.js ${version}`, `Install Node.js ${LEAST_NODE.join('.')} or newer.`);
}

/** The soft limit in the text of Linux' `/proc/self/limits`; null when it does not say. */
export function openFileLimit(limits: string): number | null {
  const [, soft] = /^Max open files\s+(\d+|unlimited)\s/m.exec(limits) ?? [];
  if (soft === undefined) return null;
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}

/** What is to be said of a limit. */
export function openFilesFinding(limit: number | null): Finding {
  const check = 'open files';
  if (limit === null) return unknown(check, 'the system does not tell how many files may be open');
  const found = Number.isFinite(limit) ? `${formatCount(limit)} files may be open` : 'no limit of open files';
  return limit >= FEWEST_OPEN_FILES
    ? good(check, found)
    : bad(
        check,
        found,
        `Each user needs one for its connection. Allow more: ulimit -n ${8 * FEWEST_OPEN_FILES}`,
      );
}

async function storeFinding(store: string): Promise<Finding> {
  try {
    await checkStore(store);
    return good('store', `runs can be kept in "${basename(store)}"`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return bad('store', error.message, error.fix ?? 'Name another place with --store.');
  }
}
