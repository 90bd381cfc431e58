import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { eventRow, hpaRow, isTotal, podRow, topRow } from '../../../src/importers/kubectl/rows.ts';
import { rowOf, type Table, type TableRow, tableOf } from '../../../src/importers/kubectl/tables.ts';
import { readHpaLine } from '../../../src/importers/scaling/legacy/hpa-line.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/scaling/matrix/', import.meta.url));
const ALL = ['server-old', 'server-new'].flatMap((server) =>
  readdirSync(`${FOLDER}${server}`).map((client) => [server, client] as const),
);
/** Of the other clients, whose tables are the same but for ages, only some are kept. */
const WHOLE = ALL.filter(([, client]) => /1\.(?:27|30|33)$/.test(client));

function linesOf(server: string, client: string, file: string): readonly string[] {
  return readFileSync(`${FOLDER}${server}/${client}/${file}`, 'utf8').split('\n');
}

interface ReadTable {
  readonly table: Table;
  readonly rows: readonly TableRow[];
}

function tableIn(server: string, client: string, file: string): ReadTable {
  const lines = linesOf(server, client, file);
  const at = lines.findIndex((line) => tableOf(line) !== null);
  const table = tableOf(lines[at] ?? '');
  if (table === null) throw new Error(`${file} has a header`);
  const rows = lines.slice(at + 1).filter((line) => line.trim() !== '');
  return { table, rows: rows.flatMap((line) => rowOf(line, table) ?? []) };
}

/** What the autoscalers of the matrix are set to, and show, but for `llm-chatbot-hpa`, whose CPU goes up and up. */
const AUTOSCALERS = [
  { name: 'one-metric', min: 2, shown: [[12, 70]] },
  {
    name: 'unknown',
    min: 2,
    shown: [
      [null, 70],
      [null, 80],
    ],
  },
  {
    name: 'three',
    min: 2,
    shown: [
      [12, 70],
      [30, 80],
    ],
  },
  { name: 'external', min: 2, shown: [[6262.5, 30]] },
  { name: 'avgvalue', min: 2, shown: [[220_200_960, 524_288_000]] },
  { name: 'nomin', min: null, shown: [[12, 70]] },
];

describe.each(ALL)('%s, %s', (server, client) => {
  it('tells of every autoscaler what it is set to and what it sees', () => {
    const { table, rows } = tableIn(server, client, 'get-hpa.txt');
    const read = rows.map(hpaRow);
    expect(table.kind).toBe('hpa');
    expect(read).not.toContain(null);
    for (const { name, min, shown } of AUTOSCALERS) {
      const row = read.find((one) => one?.name === name);
      expect(row).toMatchObject({ minReplicas: min, maxReplicas: 10, replicas: 2 });
      expect(row?.workload).toEqual({ kind: 'Deployment', name: 'llm-chatbot-backend' });
      expect(row?.metrics.map(({ value, target }) => [value, target])).toEqual(shown);
    }
    const names = read.find((one) => one?.name === 'three')?.metrics.map(({ metric }) => metric);
    expect(names).toEqual(server === 'server-new' ? ['cpu', 'memory'] : ['unnamed 1', 'unnamed 2']);
    expect(tableIn(server, client, 'get-hpa-w.txt').rows.map(hpaRow)).not.toContain(null);
  });

  it('decodes the line that the legacy monitor makes of it', () => {
    const lines = linesOf(server, client, 'legacy-hpa-lines.txt');
    const lineOf = (name: string) => readHpaLine(lines[lines.indexOf(`## ${name}`) + 1] ?? '');
    const shown = (name: string) => lineOf(name)?.metrics.map(({ value, target }) => [value, target]);
    const isNew = server === 'server-new';
    expect(lineOf('one-metric')).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
    expect(shown('one-metric')).toEqual(isNew ? [[12, 70]] : []);
    const two = lineOf('llm-chatbot-hpa');
    expect(two).toMatchObject({ minReplicas: 2, maxReplicas: isNew ? null : 10 });
    expect(two?.metrics.at(-1)).toMatchObject({ value: 30, target: 80 });
    expect(two?.metrics.map(({ target }) => target)).toEqual(isNew ? [70, 80] : [80]);
    expect(shown('unknown')).toEqual(
      isNew
        ? [
            [null, 70],
            [null, 80],
          ]
        : [[null, 80]],
    );
    expect(shown('three')?.at(-1)).toEqual([30, 80]);
    expect(lineOf('nosuch')).toBeNull();
  });
});

describe.each(WHOLE)('%s, %s, other tables', (server, client) => {
  it('tells of every pod its state, with restarts in one cell', () => {
    const { table, rows } = tableIn(server, client, 'get-pods-wide.txt');
    expect(table.kind).toBe('pods');
    expect(rows.map(podRow).map((pod) => [pod?.status, pod?.isReady, pod?.restarts, pod?.node])).toEqual([
      ['Running', true, 0, 'gke-pool-1-a'],
      ['Running', true, 1, 'gke-pool-1-a'],
      ['Running', false, 0, 'gke-pool-1-a'],
      ['Pending', false, 0, null],
      ['ContainerCreating', false, 0, 'gke-pool-1-a'],
      ['Terminating', false, 0, 'gke-pool-1-a'],
    ]);
  });

  it('tells what pods and containers use, and what is their sum only', () => {
    const pods = tableIn(server, client, 'top-pods.txt');
    const containers = tableIn(server, client, 'top-pods-containers.txt');
    const sum = tableIn(server, client, 'top-pods-sum.txt');
    const used = pods.rows.map((row) => topRow(row, false));
    expect(used.map((row) => row?.memory)).toEqual(['210Mi', '210Mi']);
    expect(containers.rows.map((row) => topRow(row, true)?.pod)).toEqual(used.map((row) => row?.pod));
    expect(sum.rows.filter(isTotal)).toHaveLength(2);
    expect(sum.rows.flatMap((row) => topRow(row, false) ?? [])).toHaveLength(2);
  });

  it.each(['get-events.txt', 'get-events-wide.txt', 'kubectl-events.txt', 'get-events-w.txt'])(
    '%s',
    (file) => {
      const { table, rows } = tableIn(server, client, file);
      const events = rows.map((row) => eventRow(row, table.columns.at(-1) === 'NAME'));
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) {
        expect(event).toMatchObject({
          type: 'Normal',
          reason: 'SuccessfulRescale',
          object: { kind: 'HorizontalPodAutoscaler', name: 'llm-chatbot-hpa' },
          message: 'New size: 4; reason: cpu resource utilization (percentage of request) above target',
        });
        expect(event?.count).toBeGreaterThan(1);
        expect(event?.lastSeen?.leastMs).toBeLessThan(event?.firstSeen?.leastMs ?? 0);
      }
    },
  );
});
