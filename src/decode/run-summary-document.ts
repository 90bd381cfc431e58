import { type MetricId, metrics } from '../model/metric.ts';
import { Problem } from '../model/problem.ts';
import type { EndpointSummary, MetricValue, RunSummary } from '../model/run-summary.ts';
import { runHeaderShape } from './analysis-shapes.ts';
import { endpointKeyShape } from './model-shapes.ts';
import {
  aList,
  aNumber,
  anObject,
  aText,
  type Check,
  checkDocument,
  oneOf,
  orNull,
  parseJson,
} from './shape.ts';

const metricIds: readonly MetricId[] = metrics.map(({ id }) => id);

const summaryShape: Check<RunSummary> = anObject<RunSummary>({
  schema: oneOf('summary/1'),
  runSha256: aText,
  toolVersion: aText,
  run: runHeaderShape,
  endpoints: aList(
    anObject<EndpointSummary>({
      key: orNull(endpointKeyShape),
      values: aList(
        anObject<MetricValue>({
          metric: oneOf(...metricIds),
          part: oneOf('steady', 'whole'),
          value: aNumber,
          lo: orNull(aNumber),
          hi: orNull(aNumber),
        }),
      ),
    }),
  ),
});

/** A run's summary from its JSON; null when it is none of this version: it can be made anew at any time. */
export function readRunSummary(json: string): RunSummary | null {
  try {
    return checkDocument(parseJson(json, 'summary.json'), 'summary/1', summaryShape, 'summary.json');
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
