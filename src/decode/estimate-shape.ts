import type { Estimate } from '../model/analysis.ts';
import { aNumber, anObject, aText, type Check, orNull } from './shape.ts';

/** A number with how sure it is. */
export const estimateShape: Check<Estimate> = anObject<Estimate>({
  value: aNumber,
  n: aNumber,
  bounds: orNull(anObject<NonNullable<Estimate['bounds']>>({ lo: aNumber, hi: aNumber })),
  interval: orNull(
    anObject<NonNullable<Estimate['interval']>>({
      lo: aNumber,
      hi: orNull(aNumber),
      confidence: aNumber,
      method: aText,
    }),
  ),
});
