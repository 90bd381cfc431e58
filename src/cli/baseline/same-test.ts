import type { LoadModel, Run } from '../../model/run.ts';

/** What tells without any measurement that two runs are not of the same test. */
export interface TestShape {
  readonly tool: string;
  readonly load: LoadModel;
}

/** Of a run, stored or read. */
export function shapeOf({ source, load }: Pick<Run, 'source' | 'load'>): TestShape {
  return { tool: source.tool, load };
}

/** Whether the same tool made the same load, as far as that is recorded; an unknown load is like any. */
export function isSameTest(a: TestShape, b: TestShape): boolean {
  if (a.tool !== b.tool) return false;
  if (a.load.kind === 'unknown' || b.load.kind === 'unknown') return true;
  return loadKey(a.load) === loadKey(b.load);
}

/** What makes a test another one, in words: 'Locust, 0 to 40 users, 40 users'. */
export function testWords({ tool, load }: TestShape): string {
  const levels = loadKey(load).replaceAll(/\b(\S+) to \1(?= users|\/s)/g, '$1');
  return levels === '' ? tool : `${tool}, ${levels}`;
}

/** Equal for loads of the same steps, whatever their length: of imported results that is only what was seen. */
function loadKey(load: LoadModel): string {
  switch (load.kind) {
    case 'closed':
      return load.stages.map(({ fromUsers, toUsers }) => `${fromUsers} to ${toUsers} users`).join(', ');
    case 'open':
      return load.stages.map(({ fromPerS, toPerS }) => `${fromPerS} to ${toPerS}/s`).join(', ');
    case 'unknown':
      return '';
  }
}
