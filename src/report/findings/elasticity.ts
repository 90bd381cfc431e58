import type { Elasticity, ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { formatElapsed, formatRate, NARROW_SPACE } from '../format.ts';

/** A published metric with what it says in plain words. */
export interface ElasticityRow {
  readonly name: string;
  readonly value: string;
  readonly gloss: string;
}

/** Empty where demand or supply is not known. */
export function elasticityRows({ elasticity }: ScalingAnalysis): readonly ElasticityRow[] {
  if (elasticity === null) return [];
  const {
    underProvisioningAccuracy: lack,
    overProvisioningAccuracy: excess,
    underProvisioningTimeshare: tooFew,
    overProvisioningTimeshare: tooMany,
    jitterPerMin,
    instability,
  } = elasticity;
  return [
    {
      name: 'θU, lack',
      value: percent(lack),
      gloss: 'of the replicas that were needed, on average so many were missing',
    },
    {
      name: 'θO, excess',
      value: percent(excess),
      gloss: 'on average so many more were ready than were needed',
    },
    { name: 'τU', value: percent(tooFew), gloss: 'of the time there were too few' },
    { name: 'τO', value: percent(tooMany), gloss: 'of the time there were too many' },
    {
      name: 'jitter',
      value: `${jitterPerMin < 0 ? '−' : ''}${formatRate(Math.abs(jitterPerMin))}/min`,
      gloss: 'replicas that came and went beyond what the demand did; below 0 it moved less than the demand',
    },
    {
      name: 'υ, instability',
      value: percent(instability.share),
      gloss: `of steps of ${instability.gridS} s in which supply and demand did not move alike; depends on that length`,
    },
  ];
}

/** Of which part of the run, and by what the demand was told. */
export function elasticityNote({ fromMs, toMs, demandBasis }: Elasticity, zeroMs: number): string {
  const span = `From ${formatElapsed(fromMs - zeroMs)} to ${formatElapsed(toMs - zeroMs)}.`;
  return demandBasis === 'given'
    ? `${span} The demand was given.`
    : `${span} Demand: the replicas that the autoscaler's target asks for at the load of the moment.`;
}

function percent(value: number): string {
  return `${formatRate(value)}${NARROW_SPACE}%`;
}
