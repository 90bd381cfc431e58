/** Counts by value of a stored run with one endpoint: its response times, or one of its measures. */
export function responseTimes(run) {
  const { valuesMs, counts } = onlyEndpoint(run).latency;
  return { values: valuesMs, counts };
}

export function measured(run, id) {
  const found = onlyEndpoint(run).measures.find((measure) => measure.id === id);
  if (found === undefined) throw new Error(`the run has no measure ${id}`);
  return found.values;
}

/** Nearest rank: the value number ceil(n p / 100) of the n ascending ones. */
export function percentileOf({ values, counts }, p) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil((total * p) / 100));
  for (const [index, count] of counts.entries()) {
    left -= count;
    if (left <= 0) return values[index];
  }
  throw new Error('nothing was measured');
}

function onlyEndpoint(run) {
  if (run.endpoints.length !== 1)
    throw new Error(`expected one endpoint, the run has ${run.endpoints.length}`);
  return run.endpoints[0];
}
