import { Problem } from '../model/problem.ts';

/** danfojs-node as it comes. @throws {Problem} 'danfojs-missing' when it is not installed. */
export const danfo = await import('danfojs-node').catch((error: unknown) => {
  const isMissing = error instanceof Error && Reflect.get(error, 'code') === 'ERR_MODULE_NOT_FOUND';
  if (!isMissing) throw error;
  throw new Problem('usage', 'danfojs-missing', 'plimsoll/frames needs the package danfojs-node', {
    fix: `Add "overrides": { "@tensorflow/tfjs-node": "npm:@tensorflow/tfjs@4.22.0", "xlsx": "npm:@e965/xlsx@0.20.3" } to your package.json, then: npm install danfojs-node@1.2.0 --ignore-scripts`,
    cause: error,
  });
});
