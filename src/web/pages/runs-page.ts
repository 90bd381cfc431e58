import { formatCount, formatDuration, formatRatio, shortText } from '../../report/format.ts';
import { instantView } from '../../report/html/instant-view.ts';
import { filterRuns, type RunFilter } from '../runs/filter.ts';
import type { ListedRun, RunList } from '../runs/list-runs.ts';
import { type RenderedPage, renderPage } from './render.ts';

/** As many as a table is scrolled through; more are found by searching. */
const MOST_SHOWN = 500;

/** The list of runs, narrowed by `filter`. */
export function runsPage(list: RunList, filter: RunFilter, store: string): RenderedPage {
  const found = filterRuns(list.runs, filter);
  const isFiltered = filter.q !== '' || filter.from !== '' || filter.to !== '';
  const view = {
    filter,
    isFiltered,
    isEmpty: list.runs.length === 0 && list.unfinished.length === 0,
    store: shortText(store, 200),
    status: statusLine(found.length, list.runs.length, isFiltered),
    rows: found.slice(0, MOST_SHOWN).map(rowView),
    running: list.unfinished.filter(({ isRunning }) => isRunning).map(recordingView),
    broken: list.unfinished.filter(({ isRunning }) => !isRunning).map(recordingView),
    damaged: list.damaged.map(({ id, reason }) => ({ id, reason: shortText(reason, 300) })),
    baselines: list.baselines.map((name) => shortText(name, 60)),
  };
  return renderPage('runs', 'Runs', view);
}

function statusLine(found: number, all: number, isFiltered: boolean): string {
  const runs = `${formatCount(all)} ${all === 1 ? 'run' : 'runs'}`;
  const shown = found > MOST_SHOWN ? `, the newest ${MOST_SHOWN} are shown` : '';
  return isFiltered ? `${formatCount(found)} of ${runs}${shown}` : `${runs}${shown}`;
}

function rowView(run: ListedRun) {
  return {
    id: run.id,
    label: shortText(run.label, 80),
    labels: run.labels.map(({ key, value }) => `${shortText(key, 40)}=${shortText(value, 60)}`),
    baselines: run.baselines.map((name) => shortText(name, 40)),
    tool: shortText(run.tool, 30),
    started: instantView(run.startMs),
    duration: formatDuration(run.durationMs),
    requests: formatCount(run.requests),
    failed: run.requests === 0 ? '–' : formatRatio(run.failures / run.requests),
    hasFailures: run.failures > 0,
    verdict: run.verdict ?? { text: 'Not judged', tone: 'neutral' },
  };
}

function recordingView({ id, label, startMs }: RunList['unfinished'][number]) {
  return { id, label: shortText(label, 80), started: instantView(startMs) };
}
