import { headText } from '../../../decode/head-text.ts';
import { lineBlocks } from '../../../decode/text-stream.ts';
import type { Notice } from '../../../model/notice.ts';
import type { SourceFile } from '../../importer.ts';
import { SkippedRows } from '../../skipped-rows.ts';
import { LocalClock } from '../local-clock.ts';
import type { ScalingContext, ScalingImporter, ScalingReading } from '../scaling-importer.ts';
import { type TimeZone, timeZone } from '../time-zone.ts';
import { MonitorLog } from './monitor-log.ts';
import type { MonitoredWorkload } from './monitored-workload.ts';
import { SectionScanner } from './sections.ts';

const SECTION =
  /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - (?:Deployment Status|Pod Status|Horizontal Pod Autoscaler|Resource Usage|Service Endpoints|Load Test Connectivity):/;
/** `script` notes where it ran: 'Script started on 2025-05-23 15:29:01+03:00 [TERM="xterm"]'. */
const SCRIPT_HEADER = /Script started on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d([+-]\d\d:?\d\d)/;
const STARTS = 'Starting Kubernetes Auto-Scaling Monitor';

/** The text log of the shell monitor: rounds of six sections, each stamped before its command ran. */
export const legacy: ScalingImporter<'legacy-monitor'> = {
  id: 'legacy-monitor',
  title: 'legacy monitor log (scaling.log)',
  claims: (file) => SECTION.test(headText(file.head, file.encoding)),
  async read(file, context) {
    const zone = zoneOf(file, context.zone);
    const clock = new LocalClock(zone);
    const reading = await readOnce(file, clock, context);
    if (!clock.beganInLaterHour) return reading;
    return readOnce(file, new LocalClock(zone, true), context);
  },
};

/** What `script` wrote down stands over what was assumed. */
function zoneOf(file: SourceFile, zone: TimeZone): TimeZone {
  const [, offset] = SCRIPT_HEADER.exec(headText(file.head.subarray(0, 2000), file.encoding)) ?? [];
  return offset === undefined || zone.isStated ? zone : timeZone(offset, true);
}

async function readOnce(
  file: SourceFile,
  clock: LocalClock,
  { progress }: ScalingContext,
): Promise<ScalingReading> {
  const skipped = new SkippedRows();
  const log = new MonitorLog(skipped);
  const scanner = new SectionScanner(
    clock,
    (section) => log.add(section),
    (line) => skipped.add(line, 'is one too many in its section'),
  );
  const onBytes = (bytesRead: number) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
  let number = 0;
  for await (const { lines } of lineBlocks(file, onBytes)) {
    for (const line of lines) {
      number += 1;
      if (line.length < 100 && line.includes(STARTS)) log.restarted();
      else scanner.add(line, number);
    }
  }
  // The last section has no stamp after it: when it was read, and whether it is whole, nothing tells.
  const workloads = log.finish();
  const parts = workloads.flatMap(([name, workload]) => workload.part(name, clock.isUsed) ?? []);
  return {
    parts,
    readAs: 'legacy monitor log',
    rowsRead: log.rows,
    rowsSkipped: skipped.count,
    notices: [
      ...skipped.notices(file.name),
      ...noticesOf(
        file.name,
        log,
        workloads.map(([, workload]) => workload),
      ),
    ],
  };
}

function noticesOf(file: string, log: MonitorLog, workloads: readonly MonitoredWorkload[]): Notice[] {
  const notices: Notice[] = [];
  const say = (code: string, severity: Notice['severity'], message: string, hint?: string) =>
    notices.push({ code, severity, message, where: { file }, ...(hint === undefined ? {} : { hint }) });
  if (log.contradictions > 0) {
    say(
      'scaling-counts-contradict',
      'warning',
      `${log.contradictions} reads have more replicas available than ready.`,
    );
  }
  if (log.emptyHpaSections > 0 && !workloads.some(({ hasAutoscaler }) => hasAutoscaler)) {
    const message = `The autoscaler section was empty in all ${log.emptyHpaSections} rounds, so its metrics and limits are not known.`;
    say(
      'scaling-no-autoscaler',
      'warning',
      message,
      'Check the name by which the monitor asks for the autoscaler.',
    );
  }
  if (workloads.some(({ usage }) => usage.isThinned)) {
    say(
      'scaling-samples-thinned',
      'info',
      'Of the CPU and memory of each pod about 1,000 to 2,000 samples are kept.',
    );
  }
  for (const { pods } of workloads) {
    if (pods.leftOut !== null)
      say(
        'scaling-pods-left-out',
        'warning',
        `The lives of 1,000 pods are kept, those of ${pods.leftOut} others are not.`,
      );
  }
  return notices;
}
