import type { Endpoint, Run, Windows } from '../model/run.ts';
import { type Table, type TableColumn, tableOf } from './table.ts';

/** What completed of every endpoint in each window, with the percentiles of windows that the source itself had. */
export function windowsTable({ endpoints }: Run): Table {
  const parts = endpoints.flatMap((endpoint) =>
    endpoint.windows === null ? [] : [{ endpoint, windows: endpoint.windows }],
  );
  const percentiles = [...new Set(parts.flatMap(({ windows }) => windows.quantiles?.percentiles ?? []))].sort(
    (a, b) => a - b,
  );
  const column = (
    name: string,
    of: (windows: Windows, endpoint: Endpoint, i: number) => string | number,
  ) => ({
    name,
    values: parts.flatMap(({ windows, endpoint }) =>
      Array.from({ length: windows.length }, (_, i) => known(of(windows, endpoint, i))),
    ),
  });
  const columns: readonly TableColumn[] = [
    column('method', (_, { key }) => key.method),
    column('name', (_, { key }) => key.name),
    column('start_epoch_ms', ({ startMs }, _, i) => startMs[i] ?? Number.NaN),
    column('end_epoch_ms', ({ endMs }, _, i) => endMs[i] ?? Number.NaN),
    column('requests', ({ requests }, _, i) => requests[i] ?? Number.NaN),
    column('failures', ({ failures }, _, i) => failures[i] ?? Number.NaN),
    column('sum_ms', ({ sumMs }, _, i) => sumMs?.[i] ?? Number.NaN),
    ...percentiles.map((percentile) =>
      column(`p${String(percentile).replace('.', '_')}_ms`, ({ quantiles }, _, i) => {
        const at = quantiles?.percentiles.indexOf(percentile) ?? -1;
        return quantiles?.valuesMs[at]?.[i] ?? Number.NaN;
      }),
    ),
  ];
  return { name: 'windows', columns };
}

function known(value: string | number): string | number | null {
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}

/** Users from each instant on. */
export function usersTable({ users }: Run): Table {
  const rows = users === null ? [] : Array.from(users.atMs, (atMs, i) => ({ atMs, users: users.users[i] }));
  return tableOf('users', rows, {
    from_epoch_ms: ({ atMs }) => atMs,
    users: (row) => row.users ?? null,
  });
}

/** Replicas as every source saw them: a row per change, with the range of instants in which it happened. */
export function replicasTable({ scaling }: Run): Table {
  const rows = scaling.flatMap((workload) =>
    workload.replicas.flatMap((series) => series.levels.map((level) => ({ workload, series, level }))),
  );
  return tableOf('replicas', rows, {
    workload: ({ workload }) => workload.workload,
    quantity: ({ series }) => series.quantity,
    source: ({ series }) => series.source,
    replicas: ({ level }) => level.replicas,
    began_earliest_epoch_ms: ({ level }) => level.began?.earliestMs ?? null,
    began_latest_epoch_ms: ({ level }) => level.began?.latestMs ?? null,
    last_seen_epoch_ms: ({ level }) => level.lastSeenMs,
  });
}
