import { readEventLine, readStarted } from '../../decode/event-line.ts';
import { headText } from '../../decode/head-text.ts';
import { textLines } from '../../decode/text-stream.ts';
import { Problem } from '../../model/problem.ts';
import type { Run } from '../../model/run.ts';
import type { Importer, ReadProgress, SourceFile } from '../importer.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { RunCollector } from './collect-run.ts';

const READ_AS = 'Plimsoll recording';

/** What our own engine writes while it runs a test: `events.ndjson`. One recording is one run. */
export const recording: Importer<'plimsoll-recording'> = {
  id: 'plimsoll-recording',
  title: 'Plimsoll recording (events.ndjson)',
  claims(files) {
    return files.flatMap((file) => {
      const started = startedOf(file);
      return started === null ? [] : [{ label: started.label, files: [file] }];
    });
  },
  async read({ files, label: ownLabel }, { label, progress }) {
    const [file] = files;
    if (file === undefined) throw new Error('a group without a file');
    return readRecording(file, label === ownLabel ? null : label, progress);
  },
};

function startedOf({ head, encoding }: SourceFile) {
  return encoding === 'utf-8' ? readStarted(headText(head, encoding)) : null;
}

async function readRecording(file: SourceFile, label: string | null, progress: ReadProgress): Promise<Run> {
  const started = startedOf(file);
  if (started === null) throw noRecording(file);
  const skipped = new SkippedRows();
  const collector = new RunCollector(started, (line, reason) => skipped.add(line, reason));
  const onBytes = (bytesRead: number) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
  let number = 0;
  // A line is judged when the next one has come: the last of a killed process may be cut.
  let damaged: { readonly line: number; readonly reason: string } | null = null;
  for await (const line of textLines(file, onBytes)) {
    number += 1;
    if (number === 1 || line === '') continue;
    if (damaged !== null) skipped.add(damaged.line, damaged.reason);
    const read = readEventLine(line);
    const reason =
      read.kind === 'damaged'
        ? read.reason
        : read.kind === 'event'
          ? collector.add(read.event, number)
          : null;
    damaged = reason === null ? null : { line: number, reason };
  }
  collector.close();
  if (damaged !== null && collector.hasStopped) skipped.add(damaged.line, damaged.reason);
  const run = collector.finish(label, {
    name: file.name,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    readAs: READ_AS,
    rowsRead: number - skipped.count,
    rowsSkipped: skipped.count,
  });
  return { ...run, notices: [...run.notices, ...skipped.notices(file.name)] };
}

function noRecording(file: SourceFile): Problem {
  return new Problem('input', 'no-importer', `"${file.name}" does not begin as a recording does`, {
    where: { file: file.name, line: 1 },
    fix: 'Name the events.ndjson of a run in the store.',
  });
}
