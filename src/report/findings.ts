/** The sentences of every reporter, made by fixed rules from the values of an `Analysis`. */

export {
  capacityCounts,
  capacityFinding,
  plainLoad,
} from './findings/capacity.ts';
export { distributionFinding } from './findings/distribution.ts';
export { endpointsFinding } from './findings/endpoints.ts';
export { failuresFinding } from './findings/failures.ts';
export type { Tone } from './findings/finding.ts';
export { generatorFinding, generatorWarning, reasonName } from './findings/generator.ts';
export { headline, verdictBadge } from './findings/headline.ts';
export { isOpen, openModelCounts, openModelFinding } from './findings/open-model.ts';
export { phasesFinding } from './findings/phases.ts';
export {
  changeWhere,
  changeWords,
  commitsWords,
  conditionWords,
  endpointName,
  seriesValue,
  trendHeadline,
} from './findings/run-trend.ts';
export {
  scalingCounts,
  scalingFinding,
  scalingRemarks,
  workloadName,
} from './findings/scaling.ts';
export { streamingEndpoints, streamingFinding, streamingMeasures } from './findings/streaming.ts';
export { timelineFinding } from './findings/timeline.ts';
