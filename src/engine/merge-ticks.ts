import { compareEndpointKeys, type EndpointKey, endpointId } from '../model/endpoint-key.ts';
import { measures } from '../model/measure.ts';
import { mergeHistograms } from './merge-histograms.ts';
import type { EndpointTick, FailureTick, GeneratorTick, Tick } from './tick.ts';

/**
 * What several workers saw of one second, as if one process had: counts and histograms add up, of utilisations it is
 * that of the busiest. Endpoints are in the order of their names, messages in that of theirs.
 *
 * @param ticks of the same second; at least one.
 */
export function mergeTicks(ticks: readonly Tick[]): Tick {
  const first = ticks[0];
  if (first === undefined) throw new RangeError('there is no tick to merge');
  return {
    second: first.second,
    startMs: Math.min(...ticks.map(({ startMs }) => startMs)),
    endMs: Math.max(...ticks.map(({ endMs }) => endMs)),
    users: sumOf(ticks, ({ users }) => users),
    endpoints: mergeEndpoints(ticks.flatMap(({ endpoints }) => endpoints)),
    failures: mergeFailures(ticks.flatMap(({ failures }) => failures)),
    exceptions: groups(
      ticks.flatMap(({ exceptions }) => exceptions),
      ({ message, traceback }) => `${message}\u0000${traceback}`,
      (same, one) => ({ ...one, count: sumOf(same, ({ count }) => count) }),
    ),
    aborted: groups(
      ticks.flatMap(({ aborted }) => aborted),
      ({ reason }) => reason,
      (same, one) => ({ ...one, count: sumOf(same, ({ count }) => count) }),
    ),
    generator: mergeGenerators(ticks.map(({ generator }) => generator)),
  };
}

function mergeEndpoints(endpoints: readonly EndpointTick[]): readonly EndpointTick[] {
  const merged = groups(
    endpoints,
    ({ key, counts }) => `${counts}\u0000${endpointId(key)}`,
    (same, one) => ({
      key: one.key,
      counts: one.counts,
      requests: sumOf(same, ({ requests }) => requests),
      failures: sumOf(same, ({ failures }) => failures),
      bytesIn: sumOf(same, ({ bytesIn }) => bytesIn),
      bytesOut: sumOf(same, ({ bytesOut }) => bytesOut),
      responseTime: mergeHistograms(same.map(({ responseTime }) => responseTime)),
      measures: mergeMeasures(same),
    }),
  );
  return byKey(merged);
}

function mergeMeasures(endpoints: readonly EndpointTick[]): EndpointTick['measures'] {
  return measures.flatMap(({ id }) => {
    const histogram = mergeHistograms(
      endpoints
        .flatMap((endpoint) => endpoint.measures.filter((measure) => measure.id === id))
        .map((measure) => measure.histogram),
    );
    return histogram === null ? [] : [{ id, histogram }];
  });
}

function mergeFailures(failures: readonly FailureTick[]): readonly FailureTick[] {
  const merged = groups(
    failures,
    ({ key, message }) => `${message}\u0000${endpointId(key)}`,
    (same, one) => ({
      key: one.key,
      message: one.message,
      count: sumOf(same, ({ count }) => count),
      firstMs: Math.min(...same.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(...same.map(({ lastMs }) => lastMs)),
      example: earliestExample(same),
    }),
  );
  return byKey(merged);
}

/** One will do; the earliest, so that it does not matter who was asked first. */
function earliestExample(failures: readonly FailureTick[]): FailureTick['example'] {
  const examples = failures.flatMap(({ example }) => (example === null ? [] : [example]));
  return (
    examples.sort(
      (a, b) => a.atMs - b.atMs || a.status - b.status || (a.body < b.body ? -1 : Number(a.body > b.body)),
    )[0] ?? null
  );
}

function mergeGenerators(generators: readonly GeneratorTick[]): GeneratorTick {
  const stolen = generators.flatMap(({ stolenShare }) => (stolenShare === null ? [] : [stolenShare]));
  return {
    eventLoopUtilization: Math.max(...generators.map((one) => one.eventLoopUtilization)),
    stolenShare: stolen.length === 0 ? null : Math.max(...stolen),
    lateness: mergeHistograms(generators.map(({ lateness }) => lateness)),
    waiting: sumOf(generators, ({ waiting }) => waiting),
    inFlight: sumOf(generators, ({ inFlight }) => inFlight),
    due: sumOf(generators, ({ due }) => due),
    begun: sumOf(generators, ({ begun }) => begun),
    dropped: sumOf(generators, ({ dropped }) => dropped),
  };
}

/** One for each identity, by its order. */
function groups<Item>(
  items: readonly Item[],
  identity: (item: Item) => string,
  merge: (same: readonly Item[], one: Item) => Item,
): readonly Item[] {
  const byIdentity = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const id = identity(item);
    const same = byIdentity.get(id);
    if (same === undefined) byIdentity.set(id, [item]);
    else same.push(item);
  }
  return [...byIdentity].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, same]) => merge(same, same[0]));
}

function byKey<Item extends { readonly key: EndpointKey }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => compareEndpointKeys(a.key, b.key));
}

function sumOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
