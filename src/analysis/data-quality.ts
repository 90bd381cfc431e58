import type { EndpointAnalysis, GeneratorAnalysis, LittlesLaw } from '../model/analysis.ts';
import type { Rounding } from '../model/distribution.ts';
import { endpointLabel } from '../model/endpoint-key.ts';
import type { Notice } from '../model/notice.ts';
import type { Run } from '../model/run.ts';
import { rateNotReached } from './asked-rate.ts';
import { inFlightLimitReached, requestsDropped } from './generator-notices.ts';

/** Fewer requests than this in an endpoint carry no percentile above the median worth deciding on. */
const FEW_REQUESTS = 100;
/** From here on, failures among the response times move a percentile visibly. */
const FLATTERING_ERROR_RATIO = 0.01;

/** What a run shows of its own limits; the findings are in the notices' texts. */
interface Findings {
  readonly run: Run;
  readonly endpoints: readonly EndpointAnalysis[];
  readonly total: EndpointAnalysis;
  readonly littlesLaw: LittlesLaw;
  readonly generator: GeneratorAnalysis | null;
}

type Rule = (findings: Findings) => readonly Notice[];

/** Each says one thing that the data cannot carry. Adding one is a function and a line here. */
const rules: readonly Rule[] = [
  noRequests,
  interrupted,
  ({ run }) => rateNotReached(run),
  ({ generator }) => requestsDropped(generator),
  ({ generator }) => inFlightLimitReached(generator),
  noCurve,
  noEndpointCurves,
  percentilesOfWholeRun,
  roundedPercentiles,
  failuresAmongResponseTimes,
  fewRequests,
  littlesLawViolated,
  coordinatedOmission,
  measuredFromDue,
];

/** The notices about what the data of a run cannot carry, in the order of the rules. */
export function dataQuality(findings: Findings): readonly Notice[] {
  return rules.flatMap((rule) => rule(findings));
}

function noRequests({ total }: Findings): readonly Notice[] {
  if (total.whole.requests > 0) return [];
  return [
    {
      code: 'no-requests',
      severity: 'warning',
      message: 'The run holds no request, so there is nothing to judge.',
      hint: 'Look at the host and at the exceptions of the test code.',
    },
  ];
}

function interrupted({ run }: Findings): readonly Notice[] {
  if (run.ended !== 'interrupted') return [];
  return [
    {
      code: 'run-interrupted',
      severity: 'warning',
      message: 'The run was cut off; figures cover what was written until then.',
    },
  ];
}

function noCurve({ run, total }: Findings): readonly Notice[] {
  if (total.series !== null || total.whole.requests === 0) return [];
  const hint = run.source.tool === 'Locust' ? { hint: 'Add the _stats_history.csv of this run.' } : {};
  return [
    {
      code: 'no-curve',
      severity: 'warning',
      message: 'The source has totals only and no curve over time: no phases, no timeline, no steady state.',
      ...hint,
    },
  ];
}

function noEndpointCurves({ run, endpoints, total }: Findings): readonly Notice[] {
  if (total.series === null || endpoints.length === 0) return [];
  if (endpoints.some((endpoint) => endpoint.series !== null)) return [];
  const hint =
    run.source.tool === 'Locust' ? { hint: 'Run Locust with --csv-full-history to have one each.' } : {};
  return [
    {
      code: 'no-endpoint-curves',
      severity: 'info',
      message: 'The source has a curve over time for all requests together, and none for single endpoints.',
      ...hint,
    },
  ];
}

function percentilesOfWholeRun({ run, total }: Findings): readonly Notice[] {
  if (total.steady === null || (total.steady.latency?.percentiles.length ?? 0) > 0) return [];
  if (total.whole.latency === null) return [];
  return [
    {
      code: 'percentiles-of-whole-run',
      severity: 'info',
      message: `Percentiles are of everything that the totals count, not of the steady state alone: ${run.source.tool} keeps no others. Of the steady state there are rates, error ratio and, where it keeps sums, the mean.`,
    },
  ];
}

function roundedPercentiles({ run }: Findings): readonly Notice[] {
  const latency =
    run.total?.latency ?? run.endpoints.find((endpoint) => endpoint.latency !== null)?.latency ?? null;
  if (latency === null || latency.kind === 'samples' || !isCoarse(latency.rounding)) return [];
  return [
    {
      code: 'percentiles-rounded',
      severity: 'info',
      message:
        'Percentiles were rounded by the source, to 1 ms below 100 ms and to two digits above (at most 5 %); the range in which the exact value of each lies is beside it in the HTML report and in JSON, and none is averaged.',
    },
  ];
}

/** Three digits are as exact as a percentile is ever read. */
function isCoarse(rounding: Rounding): boolean {
  return rounding !== 'none' && rounding !== 'three-digits';
}

function failuresAmongResponseTimes({ run, endpoints }: Findings): readonly Notice[] {
  if (run.source.latencyCovers !== 'all-requests') return [];
  const flattered = endpoints.filter((e) => (e.whole.errorRatio?.value ?? 0) > FLATTERING_ERROR_RATIO);
  if (flattered.length === 0) return [];
  const [first] = flattered;
  return [
    {
      code: 'failures-among-response-times',
      severity: 'info',
      message: `Response times include those of failed requests, and ${flattered.length} ${flattered.length === 1 ? 'endpoint has' : 'endpoints have'} more than 1 % failures: fast failures flatter a percentile, slow ones (timeouts) worsen it.`,
      ...(first === undefined || flattered.length > 1 ? {} : { where: { endpoint: first.key } }),
    },
  ];
}

function fewRequests({ endpoints }: Findings): readonly Notice[] {
  const requested = endpoints.filter((e) => !e.isGroup);
  const few = requested.filter((e) => e.whole.requests > 0 && e.whole.requests < FEW_REQUESTS);
  if (few.length === 0) return [];
  const names = few.slice(0, 3).map((e) => `"${endpointLabel(e.key)}" (${e.whole.requests})`);
  const more = few.length > names.length ? ` and ${few.length - names.length} more` : '';
  return [
    {
      code: 'few-requests',
      severity: 'info',
      message: `${few.length} of ${requested.length} endpoints have fewer than ${FEW_REQUESTS} requests, so their high percentiles rest on a handful of values: ${names.join(', ')}${more}.`,
    },
  ];
}

function littlesLawViolated({ littlesLaw }: Findings): readonly Notice[] {
  if (littlesLaw.outcome !== 'violated') return [];
  return [{ code: 'littles-law-violated', severity: 'warning', message: littlesLaw.explanation }];
}

function coordinatedOmission({ run, total }: Findings): readonly Notice[] {
  if (run.load.kind === 'open' || total.whole.requests === 0) return [];
  return [
    {
      code: 'coordinated-omission',
      severity: 'info',
      message:
        'The load model is closed: users who wait for a slow response send less, so a stall is counted once and not for every request it held up (coordinated omission).',
    },
  ];
}

function measuredFromDue({ run, total }: Findings): readonly Notice[] {
  if (run.source.kind !== 'engine' || run.load.kind !== 'open' || total.whole.requests === 0) return [];
  return [
    {
      code: 'measured-from-due',
      severity: 'info',
      message:
        'The load model is open: response times run from the moment a request was due, so a stall counts for every request that it held up. Service times run from the moment it was sent.',
    },
  ];
}
