import type { Analysis, FlaggedPeriod, GeneratorAnalysis } from '../../model/analysis.ts';
import type { Finding } from './finding.ts';

/** Whether the load generator kept up with the load. */
export function generatorFinding({ outcome, explanation }: GeneratorAnalysis): Finding {
  const titles = {
    'kept-up': 'The load generator kept up with the load',
    saturated: 'The load generator was the bottleneck: do not rely on these numbers',
    'not-judged': 'The load generator could not be judged',
  } as const;
  return { title: titles[outcome], note: explanation };
}

/** What stands above everything else when the generator was the bottleneck; null when it was not. */
export function generatorWarning({ generator }: Analysis): { title: string; explanation: string } | null {
  if (generator?.outcome !== 'saturated') return null;
  return { title: 'Do not rely on these numbers.', explanation: generator.explanation };
}

/** A reason in two or three words. */
export function reasonName(reason: FlaggedPeriod['reason']): string {
  const names = {
    busy: 'Event loop busy',
    stolen: 'Core taken by others',
    late: 'Sent late',
    'in-flight-limit': 'In-flight limit',
  } as const;
  return names[reason];
}
