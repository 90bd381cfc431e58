import type { Tick } from '../../engine/tick.ts';
import { formatCount, formatMs, formatRate, NARROW_SPACE } from '../../report/format.ts';
import { painter } from '../../report/terminal/paint.ts';
import { type Io, mayColour } from '../io.ts';
import { frameLines, type LiveTitle, progressText } from './frame.ts';
import { troubleOf } from './generator-health.ts';
import { createScreen } from './screen.ts';
import { createTally, type LiveState, RECENT_SECONDS } from './tally.ts';

/** Shows a running test on standard error. */
export interface LiveView {
  tick(tick: Tick): void;
  /** The cluster under test as it is now, in one line. */
  cluster(line: string): void;
  /** What happens instead of what was planned: 'Stopping: …'. */
  say(text: string): void;
  /** Takes away what is only of the moment. Must be called in every case. */
  close(): void;
}

/** A terminal whose size nobody tells. */
const USUAL_COLUMNS = 80;
const USUAL_ROWS = 24;
/** A log file gets a line now and then, not one a second. */
const LOG_INTERVAL_MS = 10_000;

/** On a terminal one table that is drawn anew each second; elsewhere a line every ten seconds. */
export function openLiveView(io: Io, title: LiveTitle): LiveView {
  const isScreen = io.stderr.isTty && io.env['TERM'] !== 'dumb';
  return isScreen ? screenView(io, title) : logView(io, title);
}

function screenView(io: Io, title: LiveTitle): LiveView {
  const { stderr } = io;
  const paint = painter(mayColour(io, stderr));
  const tally = createTally();
  const screen = createScreen(stderr);
  let said: string | null = null;
  let cluster: string | null = null;
  const draw = () => {
    // The last column stays free: a terminal may break the line after it.
    const columns = Math.max(10, (stderr.columns ?? USUAL_COLUMNS) - 1);
    const rows = stderr.rows ?? USUAL_ROWS;
    screen.draw(frameLines(title, tally.state(), { columns, rows, paint, said, cluster }));
  };
  return {
    tick(tick) {
      tally.add(tick);
      draw();
    },
    cluster(line) {
      const isNew = line !== cluster;
      cluster = line;
      // Before the first tick there is no table to draw it under.
      if (isNew && tally.state().elapsedMs > 0) draw();
    },
    say(text) {
      said = text;
      draw();
    },
    close: () => screen.close(),
  };
}

function logView({ stderr }: Io, title: LiveTitle): LiveView {
  const tally = createTally();
  let shownMs = 0;
  let cluster: string | null = null;
  return {
    tick(tick) {
      tally.add(tick);
      const state = tally.state();
      if (state.elapsedMs - shownMs < LOG_INTERVAL_MS) return;
      shownMs = state.elapsedMs - (state.elapsedMs % LOG_INTERVAL_MS);
      stderr.write(`${logLine(title, state)}${cluster === null ? '' : `; ${cluster}`}\n`);
    },
    cluster(line) {
      cluster = line;
    },
    say: (text) => stderr.write(`${text}\n`),
    close() {},
  };
}

/** '0:10 of 5:00, 4:50 left; 10 users; 93 requests, 9.3/s, 0 failed, p50 23 ms, p95 120 ms (last 10 s)' */
function logLine(title: LiveTitle, state: LiveState): string {
  const { requests, failures, perS, p50Ms, p95Ms } = state.total;
  const counts = `${formatCount(requests)} requests, ${formatCount(failures)} failed`;
  const recent = `${formatRate(perS)}/s, p50 ${formatMs(p50Ms)}, p95 ${formatMs(p95Ms)} in the last ${RECENT_SECONDS} s`;
  const trouble = state.generator === null ? null : troubleOf(state.generator);
  const parts = [
    progressText(title, state),
    counts,
    recent,
    ...(trouble === null ? [] : [`generator: ${trouble}`]),
  ];
  return parts.join('; ').replaceAll(NARROW_SPACE, ' ');
}
