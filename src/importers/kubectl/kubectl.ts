import { headText } from '../../decode/head-text.ts';
import { lineBlocks } from '../../decode/text-stream.ts';
import type { Notice } from '../../model/notice.ts';
import type { SourceFile } from '../importer.ts';
import type { ScalingContext, ScalingImporter, ScalingReading } from '../scaling/scaling-importer.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { KubectlLog } from './kubectl-log.ts';
import { LogClock, meaningOfTimes } from './log-clock.ts';
import { type TableKind, tableOf } from './tables.ts';
import { PrefixReader } from './time-prefix.ts';

/** A longer line is no row of a table. */
const LONGEST_LINE = 20_000;
/** The monitor's log has sections of its own, which `legacy` reads. */
const LEGACY_SECTION = /\d\d:\d\d:\d\d - (?:Deployment Status|Pod Status|Horizontal Pod Autoscaler):/;

/** Tables that kubectl prints, once, again and again, or with `--watch`, with a time before each line or each round. */
export const kubectl: ScalingImporter<'kubectl-tables'> = {
  id: 'kubectl-tables',
  title: 'kubectl get hpa, deployments, statefulsets, pods, events and kubectl top pods, as text',
  claims(file) {
    const text = headText(file.head, file.encoding);
    if (LEGACY_SECTION.test(text)) return false;
    const prefixes = new PrefixReader();
    return text.split('\n').some((line) => {
      const table = tableOf(prefixes.read(line).rest.trimEnd());
      return table !== null && table.kind !== 'other';
    });
  },
  async read(file, context) {
    const reading = await readOnce(file, context, false);
    return reading.beganInLaterHour ? readOnce(file, context, true) : reading;
  },
};

async function readOnce(
  file: SourceFile,
  { zone, nearMs, progress }: ScalingContext,
  startsInLaterHour: boolean,
): Promise<ScalingReading & { readonly beganInLaterHour: boolean }> {
  const meaning = meaningOfTimes(headText(file.head, file.encoding).split('\n').slice(0, 500));
  const clock = new LogClock(zone, meaning, nearMs, startsInLaterHour);
  const skipped = new SkippedRows();
  const log = new KubectlLog(clock, skipped);
  const onBytes = (bytesRead: number) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
  let number = 0;
  for await (const { lines } of lineBlocks(file, onBytes)) {
    for (const line of lines) {
      number += 1;
      if (line.length <= LONGEST_LINE) log.add(line, number);
      else skipped.add(number, 'is too long for a row of a table');
    }
  }
  const parts = log.finish();
  return {
    parts,
    readAs: readAs(log),
    rowsRead: log.rows,
    rowsSkipped: skipped.count,
    notices: [...skipped.notices(file.name), ...noticesOf(file.name, log, clock)],
    beganInLaterHour: clock.beganInLaterHour,
  };
}

const COMMANDS: Readonly<Record<TableKind, string | null>> = {
  hpa: 'get hpa',
  deployments: 'get deployments',
  statefulsets: 'get statefulsets',
  pods: 'get pods',
  events: 'get events',
  'top-pods': 'top pods',
  'top-containers': 'top pods --containers',
  other: null,
};

function readAs({ kinds }: KubectlLog): string {
  const commands = kinds.flatMap((kind) => COMMANDS[kind] ?? []).sort();
  return `kubectl ${commands.join(', ')}`;
}

function noticesOf(file: string, log: KubectlLog, clock: LogClock): readonly Notice[] {
  const notices: Notice[] = [];
  const say = (code: string, severity: Notice['severity'], message: string, hint?: string) =>
    notices.push({ code, severity, message, where: { file }, ...(hint === undefined ? {} : { hint }) });
  const { count, first } = log.failures;
  if (count > 0) {
    const lines = count === 1 ? '1 line is an error' : `${count} lines are errors or warnings`;
    say('scaling-command-failed', 'info', `${lines} of kubectl, the first: ${JSON.stringify(first)}.`);
  }
  if (log.undated > 0) {
    const rows = log.undated === 1 ? '1 row has' : `${log.undated} rows have`;
    say(
      'scaling-rows-without-time',
      'warning',
      `${rows} no time and cannot be placed beside the load.`,
      "kubectl prints no times: record with them, for example kubectl get pods --watch | ts '%Y-%m-%dT%H:%M:%S%z'",
    );
  }
  if (clock.isRelative) {
    say(
      'scaling-relative-times',
      'warning',
      'The times only count from the beginning of the log, which was taken to be that of the load test.',
      'What lies between two lines is right; say with --clock-shift how much later the log began.',
    );
  }
  if (log.events.vague > 0) {
    say(
      'scaling-events-vague',
      'info',
      `${log.events.vague} events were left out: they were over ten minutes old when they were listed, and kubectl tells no seconds then.`,
      'kubectl get events -o json has their exact times.',
    );
  }
  if (log.usage.isThinned) {
    say(
      'scaling-samples-thinned',
      'info',
      'Of the CPU and memory of each pod about 1,000 to 2,000 samples are kept.',
    );
  }
  if (log.pods.leftOut !== null) {
    say(
      'scaling-pods-left-out',
      'warning',
      `The lives of 1,000 pods are kept, those of ${log.pods.leftOut} others are not.`,
    );
  }
  return notices;
}
