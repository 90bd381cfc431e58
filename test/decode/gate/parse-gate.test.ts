import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGate } from '../../../src/decode/gate/parse-gate.ts';
import { printGate } from '../../../src/decode/gate/print-gate.ts';
import type { Gate, GateMetric, GateSelector } from '../../../src/model/gate.ts';
import { plainMetrics, scalingMetricOf } from '../../../src/model/gate-metric.ts';
import { measures } from '../../../src/model/measure.ts';
import { Problem } from '../../../src/model/problem.ts';
import { gate } from '../../support/gate-example.ts';

describe('a gate', () => {
  it.each([
    ['p95 < 2s', { metric: responseTime(95), operator: '<', bound: value(2000) }],
    ['p99{POST /chat} <= 1500ms', { selector: named('POST /chat'), operator: '<=', bound: value(1500) }],
    ['p(99.9) < 1m30s', { metric: responseTime(99.9), bound: value(90_000) }],
    ['P95<2S', { metric: responseTime(95), bound: value(2000) }],
    ['error_ratio < 1%', { metric: plain('error-ratio'), bound: value(0.01) }],
    ['error-rate < 0.005', { metric: plain('error-ratio'), bound: value(0.005) }],
    ['throughput > 20/s', { metric: plain('throughput'), operator: '>', bound: value(20) }],
    ['throughput ≥ 1200/min', { operator: '>=', bound: value(20) }],
    ['apdex >= 0.9', { metric: plain('apdex'), bound: value(0.9) }],
    ['requests > 1000', { metric: plain('requests'), bound: value(1000) }],
    ['response_size < 10 KiB', { metric: plain('response-size'), bound: value(10_240) }],
    ['time_to_scale < 120s', { metric: plain('time-to-scale'), bound: value(120_000) }],
    ['recovery{chatbot} < 10m', { metric: plain('recovery'), bound: value(600_000) }],
    ['peak_pods <= 8', { metric: plain('peak-replicas'), bound: value(8) }],
    ['mean < 300 ms', { metric: { kind: 'response-time', statistic: { kind: 'mean' } } }],
    ['median < 300ms', { metric: responseTime(50) }],
    ['p95 of ttft < 500ms', { metric: measure('ttft.firstContent', 95), bound: value(500) }],
    ['mean of tokens-per-second > 30/s', { bound: value(30) }],
    ['p95{each} < 2s', { selector: { kind: 'each' } }],
    ['p95{"each"} < 2s', { selector: named('each') }],
    ['p95{GET /users/{id}} < 2s', { selector: named('GET /users/{id}') }],
    ['p95 < 2s during whole run', { during: 'whole-run' }],
    ['p95 < 2s for 10s during steady state', { during: 'steady', forMs: 10_000 }],
    ['p95 <= baseline * 1.10', { bound: { kind: 'baseline', factor: 1.1, offset: 0 } }],
    ['p95 <= baseline + 10%', { bound: { kind: 'baseline', factor: 1.1, offset: 0 } }],
    ['p95 <= baseline + 200ms', { bound: { kind: 'baseline', factor: 1, offset: 200 } }],
    ['error_ratio <= baseline + 0.5%', { bound: { kind: 'baseline', factor: 1, offset: 0.005 } }],
    ['throughput >= baseline - 5%', { bound: { kind: 'baseline', factor: 0.95, offset: 0 } }],
    ['no regression', { kind: 'regression', metric: null, selector: { kind: 'each' }, threshold: null }],
    ['no regression > 5%', { threshold: 0.05 }],
    ['no regression of p95{POST /chat} > 10 %', { metric: responseTime(95), threshold: 0.1 }],
  ])('%s', (text, expected) => {
    expect(parseGate(text)).toMatchObject({ text, ...expected });
  });

  it.each([
    ['p95 < 2 secs', 10 - 1, '"secs" is no unit', 'Did you mean "sec"?'],
    ['p95 < 2', 7, '2 lacks its unit', '2s'],
    ['p95 2s', 5, 'expected a comparison', '<='],
    ['p95 =< 2s', 5, 'expected a comparison', 'Did you mean "<="?'],
    ['p95 < ', 7, 'here stands nothing, expected a time', '2s'],
    ['p95', 4, 'a comparison is missing', '<='],
    ['', 1, 'a metric is missing', 'p95'],
    ['troughput > 20/s', 1, '"troughput" is no metric', 'Did you mean "throughput"?'],
    ['p95 of tfft < 2s', 8, '"tfft" is no measure', 'Did you mean "ttft.firstContent"?'],
    ['ttft < 2s', 1, '"ttft" has many values', 'p95 of ttft'],
    ['p100 < 2s', 1, 'between 0 and 100', 'max'],
    ['error_ratio < 1', 15, '1 lacks its unit', '1%'],
    ['error_ratio < 1s', 16, '"s" is no unit', '%'],
    ['throughput > 1,200/s', 14, 'without commas', '20/s'],
    ['apdex > 90', 9, 'between 0 and 1', '0.9'],
    ['p95{POST /chat < 2s', 4, 'this brace is not closed', '{POST /chat}'],
    ['p95{} < 2s', 4, 'name no endpoint', '{each}'],
    ['p95 < 2s during steedy', 17, '"steedy" is no part of the run', 'during steady'],
    ['p95 < 2s durin steady', 10, '"durin" is one too many', 'Did you mean "during"?'],
    ['p95 < 2s for 10s for 5s', 18, 'twice', 'Leave out'],
    ['p90 < 2s for 10s', 10, 'no curve over time', 'p95'],
    ['apdex > 0.9 for 10s', 13, 'no curve over time', 'p95'],
    ['p95 < basline * 1.1', 7, '"basline"', 'Did you mean "baseline"?'],
    ['p95 < baseline * 0', 18, 'a factor is above 0', '1.10'],
    ['p90 < baseline', 1, 'is not compared with a baseline', 'p95'],
    ['p95 < baseline for 10s', 16, 'not with a baseline', 'Leave it out'],
    ['no regresion > 5%', 4, '"regression" is missing', 'no regression'],
    ['no regression > 5s', 18, '"s" is no unit', '%'],
    ['no regression > 0%', 17, 'above 0', '5%'],
    ['time_to_scale < 2m for 10s', 20, 'without "for"', 'Leave it out'],
  ])('%s is refused at column %i', (text, column, what, advice) => {
    const problem = problemOf(text);
    expect(problem.kind).toBe('usage');
    expect(problem.code).toBe('invalid-gate');
    expect(problem.message).toContain(`gate, column ${column}: `);
    expect(problem.message).toContain(what);
    const [shown, caret, ...rest] = problem.fix?.split('\n') ?? [];
    expect(shown).toBe(text);
    expect(caret).toBe(`${' '.repeat(column - 1)}^`);
    expect(rest.join('\n')).toContain(advice);
  });

  it('says in which file it stands', () => {
    const place = { file: 'plimsoll.config.yaml', line: 3 };
    expect(() => parseGate('p95', place)).toThrow(expect.objectContaining({ where: place }));
  });

  it('is read as it is printed', () => {
    fc.assert(
      fc.property(anyGate(), (written) => {
        const { text: _, ...read } = parseGate(printGate(written));
        const { text: __, ...meant } = written;
        expect(read).toEqual(meant);
      }),
    );
  });

  it('never fails but with a problem that shows where', () => {
    const words = [
      'p95',
      'no',
      'regression',
      '{',
      '}',
      '"',
      '<',
      '>=',
      '2',
      's',
      '%',
      'baseline',
      '*',
      'for',
      ' ',
    ];
    const soup = fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4, unit: 'binary' })))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, (text) => {
        try {
          parseGate(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).fix).toMatch(/\n *\^\n/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function problemOf(text: string): Problem {
  try {
    parseGate(text);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`"${text}" was read`);
}

function responseTime(percentile: number): GateMetric {
  return { kind: 'response-time', statistic: { kind: 'percentile', percentile } };
}

function measure(id: (typeof measures)[number]['id'], percentile: number): GateMetric {
  return { kind: 'measure', measure: id, statistic: { kind: 'percentile', percentile } };
}

function plain(id: (typeof plainMetrics)[number]['id']): GateMetric {
  return { kind: 'plain', id };
}

function named(name: string): GateSelector {
  return { kind: 'named', name };
}

function value(limit: number) {
  return { kind: 'value', value: limit };
}

/** Values as people write them; what they compare is among what can be compared. */
function anyGate(): fc.Arbitrary<Gate> {
  const share = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
  const comparable: GateMetric[] = [
    responseTime(50),
    responseTime(95),
    responseTime(99),
    plain('throughput'),
  ];
  const statistics = [
    { kind: 'percentile', percentile: 99.9 },
    { kind: 'mean' },
    { kind: 'min' },
    { kind: 'max' },
  ] as const;
  const metric = fc.oneof(
    fc.constantFrom(...comparable),
    fc.constantFrom(...plainMetrics.map(({ id }) => plain(id))),
    fc.record({
      kind: fc.constant('measure' as const),
      measure: fc.constantFrom(...measures.map(({ id }) => id)),
      statistic: fc.constantFrom(...statistics),
    }),
  );
  const selector = fc.oneof(
    fc.constant({ kind: 'total' } as const),
    fc.constant({ kind: 'each' } as const),
    fc
      .string({ minLength: 1, unit: 'binary' })
      .filter((name) => name.trim() !== '')
      .map(named),
  );
  const operator = fc.constantFrom('<', '<=', '>', '>=' as const);
  const limit = fc
    .record({ metric, selector, operator, share, isSteady: fc.boolean() })
    .map(({ metric: of, share: limited, isSteady, ...rest }) => {
      const isScaling = scalingMetricOf(of) !== null;
      const during = isScaling ? null : isSteady ? ('steady' as const) : ('whole-run' as const);
      const bound = { kind: 'value', value: limited } as const;
      return gate({ ...rest, metric: of, bound, during });
    });
  const relative = fc
    .record({ metric: fc.constantFrom(...comparable), selector, operator, factor: share })
    .map(({ factor, ...rest }) => gate({ ...rest, bound: { kind: 'baseline', factor, offset: 0 } }));
  const regression = fc.record({
    kind: fc.constant('regression' as const),
    text: fc.constant(''),
    metric: fc.option(fc.constantFrom(...comparable)),
    selector,
    threshold: fc.option(share),
  });
  return fc.oneof(limit, relative, regression);
}
