import type { ScalingPart } from '../scaling/scaling-importer.ts';
import type { SkippedRows } from '../skipped-rows.ts';
import { FollowedAutoscalers } from './followed-autoscalers.ts';
import { FollowedEvents } from './followed-events.ts';
import { FollowedPods } from './followed-pods.ts';
import { FollowedUsage } from './followed-usage.ts';
import { FollowedWorkloads } from './followed-workloads.ts';
import type { LogClock } from './log-clock.ts';
import type { Moment } from './moment.ts';
import { deploymentRow, eventRow, hpaRow, isTotal, podRow, statefulSetRow, topRow } from './rows.ts';
import { rowOf, type Table, type TableKind, type TableRow, tableOf } from './tables.ts';
import { type ClockReading, PrefixReader } from './time-prefix.ts';

/** What kubectl and the shell print when they fail or warn. */
const FAILURE =
  /^(?:error\b|Error\b|Unable to connect|The connection to|No resources found|Warning:|[EWIF]\d{4} |Get ")/;

/** Reads tables of kubectl line by line, several of them one after the other or between each other. */
export class KubectlLog {
  readonly pods = new FollowedPods();
  readonly autoscalers = new FollowedAutoscalers();
  readonly deployments = new FollowedWorkloads('Deployment', 'deployments');
  readonly statefulSets = new FollowedWorkloads('StatefulSet', 'statefulsets');
  readonly usage = new FollowedUsage();
  readonly events = new FollowedEvents();
  readonly #clock: LogClock;
  readonly #skipped: SkippedRows;
  readonly #prefixes = new PrefixReader();
  /** Those whose header was seen, the last one first. */
  #tables: readonly Table[] = [];
  /** Noted on a line of its own, before the command ran. */
  #round: Moment | null = null;
  #rows = 0;
  #failures = 0;
  #firstFailure = '';

  constructor(clock: LogClock, skipped: SkippedRows) {
    this.#clock = clock;
    this.#skipped = skipped;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Lines in which commands failed, and the first of them. */
  get failures(): { readonly count: number; readonly first: string } {
    return { count: this.#failures, first: this.#firstFailure };
  }

  /** Rows without a time. */
  get undated(): number {
    return [...this.#lists(), this.usage, this.events].reduce((sum, { undated }) => sum + undated, 0);
  }

  get kinds(): readonly TableKind[] {
    return this.#tables.map(({ kind }) => kind);
  }

  add(raw: string, number: number): void {
    const line = raw.includes('\u001b') ? withoutEscapes(raw) : raw;
    const { stamp, rest } = this.#prefixes.read(line);
    const text = rest.trimEnd();
    if (text === '' || /^[-=#*]+$/.test(text)) {
      if (stamp !== null) this.#beginRound(stamp);
      return;
    }
    const own = stamp === null ? null : this.#clock.instant(stamp);
    const moment = own === null ? this.#round : { at: own, isOwn: true };
    const table = tableOf(text);
    if (table !== null) this.#begin(table, moment);
    else if (FAILURE.test(text)) this.#failed(text);
    else this.#addRow(text, moment, number);
  }

  finish(): readonly ScalingPart[] {
    for (const list of this.#lists()) list.end(null);
    this.usage.end();
    const { usesZone } = this.#clock;
    return [
      ...this.autoscalers.parts(usesZone),
      ...this.deployments.parts(usesZone),
      ...this.statefulSets.parts(usesZone),
      ...this.pods.parts(usesZone),
      ...this.usage.parts(usesZone),
      ...this.events.parts(usesZone),
    ];
  }

  #lists() {
    return [this.autoscalers, this.deployments, this.statefulSets, this.pods].map(({ stream }) => stream);
  }

  #beginRound(stamp: ClockReading): void {
    const at = this.#clock.instant(stamp);
    if (at === null) return;
    for (const list of this.#lists()) list.end(at.earliestMs);
    this.usage.end();
    this.#round = { at, isOwn: false };
  }

  #begin(table: Table, moment: Moment | null): void {
    this.#tables = [table, ...this.#tables.filter(({ kind }) => kind !== table.kind)];
    if (table.kind === 'hpa') this.autoscalers.stream.begin(moment);
    else if (table.kind === 'pods') this.pods.stream.begin(moment);
    else if (table.kind === 'deployments') this.deployments.stream.begin(moment);
    else if (table.kind === 'statefulsets') this.statefulSets.stream.begin(moment);
    else if (table.kind === 'top-pods' || table.kind === 'top-containers') this.usage.begin(moment);
  }

  #failed(text: string): void {
    this.#failures += 1;
    if (this.#firstFailure === '') this.#firstFailure = text.slice(0, 200);
  }

  #addRow(text: string, moment: Moment | null, number: number): void {
    for (const table of this.#tables) {
      const row = rowOf(text, table);
      if (row === null || !this.#take(table, row, moment)) continue;
      this.#rows += 1;
      return;
    }
    const [current] = this.#tables;
    if (current !== undefined && current.kind !== 'other') {
      this.#skipped.add(number, `is no row of the table above it: ${JSON.stringify(text.slice(0, 60))}`);
    }
  }

  /** @returns whether the row is of this table. */
  #take(table: Table, row: TableRow, moment: Moment | null): boolean {
    switch (table.kind) {
      case 'hpa':
        return taken(hpaRow(row), (read) => this.autoscalers.stream.add(read, row.change, moment));
      case 'pods':
        return taken(podRow(row), (read) => this.pods.stream.add(read, row.change, moment));
      case 'deployments':
        return taken(deploymentRow(row), (read) => this.deployments.stream.add(read, row.change, moment));
      case 'statefulsets':
        return taken(statefulSetRow(row), (read) => this.statefulSets.stream.add(read, row.change, moment));
      case 'top-pods':
      case 'top-containers': {
        const read = topRow(row, table.kind === 'top-containers');
        return taken(read, (top) => this.usage.add(top, moment)) || isTotal(row);
      }
      case 'events':
        return taken(eventRow(row, table.columns.at(-1) === 'NAME'), (read) => {
          // An event that is forgotten after its hour did not happen then.
          if (row.change !== 'deleted') this.events.add(read, moment);
        });
      case 'other':
        return false;
    }
  }
}

function taken<Row>(row: Row | null, use: (row: Row) => void): boolean {
  if (row === null) return false;
  use(row);
  return true;
}

/** Without what a terminal clears its screen, moves and colours with. */
function withoutEscapes(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return line.replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[()][A-Za-z0-9]|[=>78cM])/g, '');
}
