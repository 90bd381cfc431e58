import type { Analysis, Timeline } from '../../model/analysis.ts';
import { phaseName } from '../charts/layers.ts';
import { phasesFinding, timelineFinding } from '../findings.ts';
import { formatDuration, formatElapsed } from '../format.ts';
import { type ReadoutCell, readoutCells } from './readout.ts';
import type { Drawing } from './sheet.ts';
import { everyFew, everyFewNote, type TableView } from './table-view.ts';

/** Rows of the table under the figure. */
const TABLE_ROWS = 60;

/** Everything on one time axis. `stack` is null when the source has no curve over time. */
export function timelineView(analysis: Analysis, panels: readonly Drawing[], prefix: string) {
  const { title, note } = timelineFinding(analysis);
  const phases = phasesFinding(analysis);
  const { timeline } = analysis;
  return {
    id: `${prefix}timeline`,
    title,
    note,
    phases: { title: phases.title, note: phases.note, parts: phaseParts(analysis) },
    stack: timeline === null ? null : stackView(analysis, timeline, panels),
  };
}

function phaseParts(analysis: Analysis) {
  const startMs = analysis.timeline?.startMs ?? analysis.run.startMs ?? 0;
  return analysis.phases.parts.map((part) => ({
    name: phaseName(part.kind),
    from: formatElapsed(part.startMs - startMs),
    to: formatElapsed(part.endMs - startMs),
  }));
}

/** The panels over one another, the readout above them and the table below. */
function stackView(analysis: Analysis, timeline: Timeline, panels: readonly Drawing[]) {
  const cells = readoutCells(analysis);
  return {
    panels,
    bucket: formatDuration(timeline.bucketMs),
    span: `0:00 to ${formatElapsed(timeline.bucketMs * timeline.buckets)}`,
    cells,
    table: timelineTable(timeline, cells),
    /** What the page's script needs to answer a pointer. */
    script: {
      startMs: timeline.startMs,
      bucketMs: timeline.bucketMs,
      buckets: timeline.buckets,
      cells: cells.map(({ label, values }) => ({ label, values })),
    },
  };
}

function timelineTable(timeline: Timeline, cells: readonly ReadoutCell[]): TableView {
  const { step, indices } = everyFew(timeline.buckets, TABLE_ROWS);
  return {
    caption: 'Timeline values',
    head: ['Time', ...cells.map((cell) => cell.label)],
    rows: indices.map((bucket) => ({
      heading: formatElapsed(bucket * timeline.bucketMs),
      cells: cells.map((cell) => cell.values[bucket] ?? ''),
    })),
    note:
      step === 1
        ? ''
        : `${everyFewNote(step, formatDuration(timeline.bucketMs))}; the exported JSON has all.`,
  };
}
