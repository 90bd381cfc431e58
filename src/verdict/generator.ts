import type { Analysis } from '../model/analysis.ts';
import type { Check } from '../model/verdict.ts';

/** A run whose load generator was the bottleneck can neither pass nor fail: it measured itself. One that kept up is no finding. */
export function checkGenerators(analyses: readonly Analysis[]): readonly Check[] {
  return analyses.flatMap(({ generator, run }) => {
    if (generator?.outcome !== 'saturated') return [];
    const check: Check = {
      id: `generator-${run.id}`,
      kind: 'data-quality',
      outcome: 'inconclusive',
      subject: analyses.length === 1 ? 'load generator' : `load generator of ${run.label}`,
      expected: 'keeps up with the load',
      actual: `the bottleneck in ${generator.secondsAtFault} of ${generator.secondsJudged} s`,
      explanation: generator.explanation,
    };
    return [check];
  });
}
