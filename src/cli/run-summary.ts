import type { RunDocument } from '../decode/run-document.ts';
import { gitWords, machineWords } from '../model/origin.ts';
import type { Run } from '../model/run.ts';
import { formatCount, formatDuration, formatInstant, formatRatio, shortText } from '../report/format.ts';

/** A run in a few facts: what `import --json` and `runs list --json` print. */
export interface RunSummary {
  readonly id: string;
  readonly label: string;
  readonly labels: Run['labels'];
  readonly origin: Run['origin'];
  readonly tool: string;
  readonly toolVersion: string | null;
  /** Unix epoch ms. */
  readonly startMs: number | null;
  readonly durationMs: number | null;
  readonly ended: Run['ended'];
  readonly requests: number;
  readonly failures: number;
  readonly endpoints: number;
  readonly files: readonly string[];
  readonly notices: number;
}

/** The facts of a run, stored or just read. */
export function summaryOf(run: Run | RunDocument): RunSummary {
  const counted = run.total === null ? run.endpoints : [run.total];
  return {
    id: run.id,
    label: run.label,
    labels: run.labels,
    origin: run.origin,
    tool: run.source.tool,
    toolVersion: run.source.toolVersion,
    startMs: run.startMs,
    durationMs: run.durationMs,
    ended: run.ended,
    requests: counted.reduce((sum, { requests }) => sum + requests, 0),
    failures: counted.reduce((sum, { failures }) => sum + failures, 0),
    endpoints: run.endpoints.length,
    files: run.source.files.map(({ name }) => name),
    notices: run.notices.length,
  };
}

/** '0a1b2c3d4e5f "results": Locust 2.46.3, 22 Nov 2026, 14:30:00 UTC, 2 min 20 s' */
export function titleLine(summary: RunSummary): string {
  const tool = [summary.tool, summary.toolVersion].filter((part) => part !== null).join(' ');
  const facts = [shortText(tool, 60)];
  if (summary.startMs !== null) facts.push(formatInstant(summary.startMs));
  if (summary.durationMs !== null) facts.push(formatDuration(summary.durationMs));
  if (summary.ended === 'interrupted') facts.push('interrupted');
  const checkout = summary.origin === null ? null : gitWords(summary.origin);
  if (checkout !== null) facts.push(shortText(checkout, 80));
  return `${summary.id} "${shortText(summary.label, 60)}": ${facts.join(', ')}`;
}

/** What is remembered of a run, and where it came from, a line each; none where nothing is known. */
export function originLines({ labels, origin }: Pick<RunSummary, 'labels' | 'origin'>): readonly string[] {
  const lines = labels.map(({ key, value }) => `${shortText(key, 40)} = ${shortText(value, 200)}`);
  if (origin === null) return lines;
  const checkout = gitWords(origin);
  if (checkout !== null) lines.push(`of ${shortText(checkout, 200)}`);
  const { ci, machine } = origin;
  if (ci !== null) {
    const job = [ci.service, ci.job, ci.url].filter((part) => part !== null).join(', ');
    lines.push(`by ${shortText(job, 500)}`);
  }
  if (machine !== null)
    lines.push(`from ${shortText(machineWords(machine), 120)}, Node.js ${shortText(machine.node, 20)}`);
  return lines;
}

/** '1 331 requests to 4 endpoints, 29 failed (2.2 %)' */
export function countLine({ requests, failures, endpoints }: RunSummary): string {
  const failed =
    failures === 0 ? 'none failed' : `${formatCount(failures)} failed (${formatRatio(failures / requests)})`;
  return `${plural(requests, 'request')} to ${plural(endpoints, 'endpoint')}, ${failed}`;
}

/** '1 notice', '2 notices' */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
