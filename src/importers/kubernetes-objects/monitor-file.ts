import { readEventLine } from '../../decode/event-line.ts';
import { headText } from '../../decode/head-text.ts';
import { textLines } from '../../decode/text-stream.ts';
import type { RunEvent } from '../../model/event.ts';
import type { SourceFile } from '../importer.ts';
import type { ScalingContext, ScalingImporter, ScalingReading } from '../scaling/scaling-importer.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { ClusterRecord } from './cluster-record.ts';
import { partOf } from './objects-file.ts';

const READ_AS = 'Plimsoll monitor recording';
const FIRST_LINE = '{"type":"monitor-started"';

/** What `plimsoll monitor` writes. */
export const monitorRecording: ScalingImporter<'plimsoll-monitor'> = {
  id: 'plimsoll-monitor',
  title: 'Recording of plimsoll monitor',
  claims: ({ head, encoding }) => headText(head, encoding).startsWith(FIRST_LINE),
  read: readMonitorFile,
};

async function readMonitorFile(file: SourceFile, { progress }: ScalingContext): Promise<ScalingReading> {
  const record = new ClusterRecord();
  const skipped = new SkippedRows();
  const onBytes = (bytesRead: number) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
  let number = 0;
  let read = 0;
  let hasStopped = false;
  // A line is judged when the next one has come: the last of a killed process may be cut.
  let doubtful: { readonly line: number; readonly reason: string } | null = null;
  for await (const line of textLines(file, onBytes)) {
    number += 1;
    if (line === '') continue;
    if (doubtful !== null) skipped.add(doubtful.line, doubtful.reason);
    const found = readEventLine(line);
    const reason =
      found.kind === 'damaged' ? found.reason : found.kind === 'event' ? take(found.event, record) : null;
    if (found.kind === 'event') hasStopped ||= found.event.type === 'stopped';
    doubtful = reason === null ? null : { line: number, reason };
    if (reason === null) read += 1;
  }
  if (doubtful !== null && hasStopped) skipped.add(doubtful.line, doubtful.reason);
  return {
    parts: record.finish().map((timeline) => {
      const { basis, uncertaintyMs, explanation } = timeline.clock;
      const part = partOf(timeline, false);
      return basis === 'date-header' ? { ...part, clock: { basis, uncertaintyMs, explanation } } : part;
    }),
    readAs: READ_AS,
    rowsRead: read,
    rowsSkipped: skipped.count,
    notices: skipped.notices(file.name),
  };
}

/** @returns why the event cannot be used, in words without a full stop; null when it was. */
function take(event: RunEvent, record: ClusterRecord): string | null {
  switch (event.type) {
    case 'cluster-object':
    case 'cluster-gap':
    case 'cluster-clock':
    case 'reachability':
      return record.add(event);
    case 'monitor-started':
    case 'stopped':
      return null;
    default:
      return 'is of a load test, not of a cluster';
  }
}
