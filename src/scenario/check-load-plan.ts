import { invalidScenario, shownValue } from './invalid-scenario.ts';

/** What a stage has, by the kind of load. */
const levelsOf = new Map<unknown, readonly [string, string]>([
  ['closed', ['fromUsers', 'toUsers']],
  ['open', ['fromPerS', 'toPerS']],
]);

/** By its shape, as our functions make it. @throws {Problem} 'invalid-scenario'. */
export function checkLoadPlan(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const levels = levelsOf.get(Reflect.get(value, 'kind'));
    const stages: unknown = Reflect.get(value, 'stages');
    if (levels !== undefined && Array.isArray(stages) && stages.length > 0) {
      if (stages.every((stage) => isStage(stage, levels))) return;
    }
  }
  throw invalidScenario(
    `load is ${shownValue(value)}`,
    'Make it with users({…}), userStages("…"), arrivalRate({…}) or arrivalStages("…").',
  );
}

function isStage(stage: unknown, levels: readonly string[]): boolean {
  if (typeof stage !== 'object' || stage === null) return false;
  return [...levels, 'durationMs'].every((key) => {
    const value: unknown = Reflect.get(stage, key);
    return typeof value === 'number' && Number.isFinite(value) && value >= 0;
  });
}
