/** The sentences of every reporter, made by fixed rules from the values of an `Analysis`. */
export { distributionFinding } from './findings/distribution.ts';
export { endpointsFinding } from './findings/endpoints.ts';
export { failuresFinding } from './findings/failures.ts';
export type { Tone } from './findings/finding.ts';
export { headline, verdictBadge } from './findings/headline.ts';
export { phasesFinding } from './findings/phases.ts';
export { timelineFinding } from './findings/timeline.ts';
