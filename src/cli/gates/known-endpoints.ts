import { nearestName } from '../../decode/near-name.ts';
import type { Analysis } from '../../model/analysis.ts';
import { type EndpointKey, endpointLabel } from '../../model/endpoint-key.ts';
import type { Gate } from '../../model/gate.ts';
import { scalingMetricOf } from '../../model/gate-metric.ts';
import { Problem } from '../../model/problem.ts';
import { shortText } from '../../report/format.ts';

/**
 * Refuses gates that name an endpoint, or of time to scale a workload, that none of the runs has: with a mistake in its
 * name a gate would never be judged. Runs without any endpoint refuse nothing.
 *
 * @throws {Problem} 'no-such-endpoint', with what was perhaps meant.
 */
export function refuseUnknownEndpoints(gates: readonly Gate[], analyses: readonly Analysis[]): void {
  const keys = analyses.flatMap(({ endpoints }) => endpoints.map(({ key }) => key));
  const endpoints = new Set([...keys.map(endpointLabel), ...keys.map(({ name }) => name)]);
  const workloads = new Set(analyses.flatMap(({ scaling }) => scaling.map(({ workload }) => workload)));
  for (const { selector, metric, text } of gates) {
    if (selector.kind !== 'named') continue;
    const isOfScaling = scalingMetricOf(metric) !== null;
    const known = isOfScaling ? workloads : endpoints;
    refuseAmbiguous(text, selector.name, keys);
    if (known.size === 0 || known.has(selector.name)) continue;
    throw noSuchEndpoint(text, selector.name, known, isOfScaling ? 'workload' : 'endpoint');
  }
}

/** A bare name that several endpoints have. */
function refuseAmbiguous(gate: string, name: string, keys: readonly EndpointKey[]): void {
  const labels = new Set(keys.filter((key) => key.name === name).map(endpointLabel));
  if (labels.size < 2 || labels.has(name)) return;
  const what = `the gate "${shortText(gate)}" names "${shortText(name, 60)}", which several endpoints are called`;
  throw new Problem('usage', 'no-such-endpoint', what, {
    fix: `Name one of ${[...labels].map((label) => shortText(label, 60)).join(', ')}.`,
  });
}

function noSuchEndpoint(gate: string, name: string, known: ReadonlySet<string>, what: string): Problem {
  const near = nearestName(name, known);
  const listed = [...known].slice(0, 10).map((each) => shortText(each, 60));
  return new Problem(
    'usage',
    'no-such-endpoint',
    `the gate "${shortText(gate)}" names the ${what} "${shortText(name, 60)}", which the run does not have`,
    {
      fix: near === null ? `It has ${listed.join(', ')}.` : `Did you mean "${shortText(near, 60)}"?`,
    },
  );
}
