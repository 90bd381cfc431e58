import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const MOST_FILES = 200;
const HEAD_BYTES = 16_384;

/** The scenario files in a folder and in its folder `scenarios`: modules that speak of plimsoll. By name. */
export async function scenarioFiles(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const inner of ['', 'scenarios']) {
    const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.slice(0, MOST_FILES)) {
      if (!entry.isFile() || !/\.[mc]?[jt]s$/.test(entry.name) || /\.config\.|\.d\.ts$/.test(entry.name))
        continue;
      const name = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (await definesScenario(join(folder, name))) names.push(name);
    }
  }
  return names.sort();
}

async function definesScenario(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES), position: 0 });
    return buffer.toString('utf8', 0, bytesRead).includes('defineScenario');
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
