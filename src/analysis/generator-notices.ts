import type { GeneratorAnalysis } from '../model/analysis.ts';
import type { Notice } from '../model/notice.ts';
import { grouped } from './grouped.ts';

/** Loud, because nothing that such a run shows is certain to be of the service. */
export function generatorSaturated(generator: GeneratorAnalysis | null): readonly Notice[] {
  if (generator?.outcome !== 'saturated') return [];
  return [{ code: 'generator-saturated', severity: 'warning', message: generator.explanation }];
}

/** Tasks that were due and never begun: the load was less than was asked for. */
export function requestsDropped(generator: GeneratorAnalysis | null): readonly Notice[] {
  if (generator === null || generator.dropped === 0) return [];
  const { dropped, due } = generator;
  return [
    {
      code: 'requests-dropped',
      severity: 'warning',
      message: `${grouped(dropped)} of ${grouped(due)} tasks that were due were dropped, because as many were under way and waiting as are allowed: the load was lower than asked for, and the slowest answers are missing from the response times.`,
      hint: 'Ask for a rate that the service can answer, or allow more in flight.',
    },
  ];
}

/** The service, or the limit, held the load back; the generator did not. */
export function inFlightLimitReached(generator: GeneratorAnalysis | null): readonly Notice[] {
  if (generator === null) return [];
  const periods = generator.flagged.filter(({ reason }) => reason === 'in-flight-limit');
  if (periods.length === 0) return [];
  const seconds = periods.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 1000;
  return [
    {
      code: 'in-flight-limit-reached',
      severity: 'warning',
      message: `For ${Math.round(seconds)} of ${generator.secondsJudged} s as many tasks were in flight as are allowed, and up to ${grouped(generator.peakWaiting)} waited to be sent: the service answered more slowly than tasks came. Their waiting is part of their response times.`,
      hint: 'That is a finding about the service, unless the limit was set low on purpose.',
    },
  ];
}
