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

/** Equal for equal loads, however their keys are ordered. */
function loadKey(load: LoadModel): string {
  switch (load.kind) {
    case 'closed':
      return JSON.stringify(
        load.stages.map(({ fromUsers, toUsers, durationMs }) => ['closed', fromUsers, toUsers, durationMs]),
      );
    case 'open':
      return JSON.stringify([
        load.arrivals,
        ...load.stages.map(({ fromPerS, toPerS, durationMs }) => ['open', fromPerS, toPerS, durationMs]),
      ]);
    case 'unknown':
      return '';
  }
}
