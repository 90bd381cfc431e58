/**
 * Brings the JSON of a run that plimsoll 0.1.0 stored to the shape of today; what is not of that shape stays as it is,
 * for the check that follows. 0.1.0 had no labels, no origin, no record of the load generator, no measures beside the response time,
 * no examples of failures, and stages of a constant load only.
 */
export function upgradeRun(run: unknown): unknown {
  if (!isRecord(run)) return run;
  return {
    labels: [],
    origin: null,
    generator: null,
    ...run,
    ...changed(run, 'load', upgradeLoad),
    ...changed(run, 'endpoints', (endpoints) => upgradeList(endpoints, upgradeEndpoint)),
    ...changed(run, 'total', upgradeEndpoint),
  };
}

/** Stages of a load model as 0.1.0 wrote them. */
export function upgradeLoad(load: unknown): unknown {
  if (!isRecord(load)) return load;
  return { ...load, ...changed(load, 'stages', (stages) => upgradeList(stages, upgradeStage)) };
}

/** Only closed loads were ever written. */
function upgradeStage(stage: unknown): unknown {
  if (!isRecord(stage) || !Object.hasOwn(stage, 'users')) return stage;
  const { users, ...others } = stage;
  return { fromUsers: users, toUsers: users, ...others };
}

function upgradeEndpoint(endpoint: unknown): unknown {
  if (!isRecord(endpoint)) return endpoint;
  return {
    measures: [],
    ...endpoint,
    ...changed(endpoint, 'failureGroups', (groups) => upgradeList(groups, upgradeFailureGroup)),
  };
}

function upgradeFailureGroup(group: unknown): unknown {
  return isRecord(group) ? { examples: [], ...group } : group;
}

/** Every entry of a list upgraded; what is no list stays as it is. */
export function upgradeList(value: unknown, upgrade: (entry: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(upgrade) : value;
}

/** The key with its value upgraded, when it is there at all. */
export function changed(
  record: Readonly<Record<string, unknown>>,
  key: string,
  upgrade: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.hasOwn(record, key) ? { [key]: upgrade(record[key]) } : {};
}

/** Whether this is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
