import { endpointLabel } from '../../model/endpoint-key.ts';
import {
  formatCount,
  formatElapsed,
  formatMs,
  formatRate,
  formatRatio,
  NARROW_SPACE,
  shortText,
  UNKNOWN,
} from '../../report/format.ts';
import type { Paint } from '../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../report/terminal/table.ts';
import { cutMiddle } from '../../report/terminal/width.ts';
import { generatorLine } from './generator-health.ts';
import { type LiveEndpoint, type LiveState, RECENT_SECONDS } from './tally.ts';

/** What does not change while the test runs. */
export interface LiveTitle {
  readonly scenario: string;
  readonly host: string;
  /** How long the load lasts as planned. */
  readonly plannedMs: number;
}

/** What a frame has to fit, and what is said beside the numbers. */
export interface FrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
  /** 'Stopping: …'; null when all is as planned. */
  readonly said: string | null;
  /** The cluster in one line; null when none is watched. */
  readonly cluster?: string | null;
}

/** Title, two of state, header and rule of the table, rule and total, what the numbers are of, generator, what is said. */
const LINES_BESIDE_ENDPOINTS = 10;

/** One picture of a running test: lines that fit the terminal. */
export function frameLines(title: LiveTitle, state: LiveState, options: FrameOptions): readonly string[] {
  const { columns, rows, paint, said, cluster = null } = options;
  const room = Math.max(1, rows - LINES_BESIDE_ENDPOINTS - (cluster === null ? 0 : 1));
  const shown = busiest(state.endpoints, room);
  const left = state.endpoints.length - shown.length;
  const note = `req/s, p50, p95: last ${RECENT_SECONDS} s${left > 0 ? `; ${formatCount(left)} more endpoints` : ''}`;
  const cut = (text: string) => cutMiddle(text, columns);
  return [
    paint('bold', cut(`${shortText(title.scenario, 60)} on ${shortText(title.host, 100)}`)),
    cut(progressText(title, state)),
    '',
    ...tableLines(columnsOf([...shown, state.total]), { width: columns, paint, totalRow: true }),
    paint('dim', cut(note)),
    ...troubleLines(state).map((line) => paint('warn', cut(line))),
    ...generatorLines(state, cut, paint),
    ...(cluster === null ? [] : [cut(cluster)]),
    ...(said === null ? [] : [paint('bold', cut(said))]),
  ]
    .slice(0, Math.max(1, rows - 1))
    .map((line) => line.replaceAll(NARROW_SPACE, ' '));
}

/** '0:45 of 15:00, 14:15 left; 90 users' */
export function progressText({ plannedMs }: LiveTitle, { elapsedMs, users }: LiveState): string {
  const leftMs = plannedMs - elapsedMs;
  const left = leftMs >= 0 ? `${formatElapsed(leftMs)} left` : 'waiting for the last answers';
  const counted = `${formatCount(users)} user${users === 1 ? '' : 's'}`;
  return `${formatElapsed(elapsedMs)} of ${formatElapsed(plannedMs)}, ${left}; ${counted}`;
}

/** Where there is no room for all, those with the most requests so far; in the order in which they stood. */
function busiest(endpoints: readonly LiveEndpoint[], room: number): readonly LiveEndpoint[] {
  const kept = new Set([...endpoints].sort((a, b) => b.requests - a.requests).slice(0, room));
  return endpoints.filter((endpoint) => kept.has(endpoint));
}

function columnsOf(endpoints: readonly LiveEndpoint[]): readonly Column[] {
  const right = (header: string, dropOrder: number, cell: (endpoint: LiveEndpoint) => string): Column => ({
    header,
    align: 'right',
    cells: endpoints.map(cell),
    dropOrder,
  });
  return [
    {
      header: 'Request',
      align: 'left',
      cells: endpoints.map(nameOf),
      dropOrder: 0,
      leastWidth: 16,
    },
    right('requests', 2, ({ requests }) => formatCount(requests)),
    right('req/s', 1, ({ perS }) => formatRate(perS)),
    {
      ...right('failed', 0, failedCell),
      style: (row) => ((endpoints[row]?.failures ?? 0) > 0 ? 'fail' : null),
    },
    right('p50', 3, ({ p50Ms }) => formatMs(p50Ms)),
    right('p95', 0, ({ p95Ms }) => formatMs(p95Ms)),
  ];
}

function nameOf({ key, isGroup }: LiveEndpoint): string {
  const name = shortText(key.method === '' ? key.name : endpointLabel(key), 120);
  return isGroup ? `${name} (group)` : name;
}

/** '29 (2.2 %)' */
function failedCell({ requests, failures }: LiveEndpoint): string {
  if (requests === 0) return UNKNOWN;
  return failures === 0 ? '0' : `${formatCount(failures)} (${formatRatio(failures / requests)})`;
}

function troubleLines({ exceptions, abortedUsers }: LiveState): readonly string[] {
  const lines: string[] = [];
  if (exceptions > 0) lines.push(`errors in the scenario's own code: ${formatCount(exceptions)}`);
  if (abortedUsers > 0) lines.push(`users that gave up: ${formatCount(abortedUsers)}`);
  return lines;
}

function generatorLines(
  { generator }: LiveState,
  cut: (text: string) => string,
  paint: Paint,
): readonly string[] {
  if (generator === null) return [];
  const { text, isTrouble } = generatorLine(generator);
  return [paint(isTrouble ? 'warn' : 'dim', cut(text))];
}
