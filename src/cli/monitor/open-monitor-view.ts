import type { ClusterState } from '../../monitor/picture/cluster-picture.ts';
import { NARROW_SPACE } from '../../report/format.ts';
import { painter } from '../../report/terminal/paint.ts';
import { type Io, mayColour } from '../io.ts';
import { createScreen } from '../live/screen.ts';
import { clusterLine } from './cluster-words.ts';
import { legacyView } from './legacy-view.ts';
import { eventWords, monitorFrame } from './monitor-frame.ts';
import type { MonitorView } from './monitor-view.ts';

const USUAL_COLUMNS = 80;
const USUAL_ROWS = 24;
const DRAW_MS = 1000;

/** On a terminal a picture that is drawn anew each second; elsewhere a line per change, on standard output. */
export function openMonitorView(io: Io, isLegacy: boolean): MonitorView {
  if (isLegacy) return legacyView(io);
  return io.stdout.isTty && io.env['TERM'] !== 'dumb' ? screenView(io) : lineView(io);
}

function screenView(io: Io): MonitorView {
  const { stdout } = io;
  const screen = createScreen(stdout);
  const paint = painter(mayColour(io));
  let state: ClusterState | null = null;
  let said: string | null = null;
  const draw = () => {
    if (state === null) return;
    // The last column stays free: a terminal may break the line after it.
    const columns = Math.max(10, (stdout.columns ?? USUAL_COLUMNS) - 1);
    screen.draw(monitorFrame(state, { columns, rows: stdout.rows ?? USUAL_ROWS, paint, said }));
  };
  const timer = setInterval(draw, DRAW_MS);
  return {
    changed(now) {
      state = now;
    },
    begun: draw,
    say(text) {
      said = text;
      draw();
    },
    close() {
      clearInterval(timer);
      draw();
      screen.close();
    },
  };
}

function lineView({ stdout, stderr }: Io): MonitorView {
  let shown = '';
  let line: string | null = null;
  // The first list comes in pieces, and is one picture.
  let hasBegun = false;
  let newest: ClusterState['events'][number] | undefined;
  const write = (text: string) => {
    const line = `${new Date().toISOString().slice(0, 19)}Z ${text}`;
    stdout.write(`${line.replaceAll(NARROW_SPACE, ' ')}\n`);
  };
  const show = () => {
    if (line === null || line === shown) return;
    shown = line;
    write(line);
  };
  return {
    changed(state) {
      const from = newest === undefined ? 0 : state.events.indexOf(newest) + 1;
      for (const event of state.events.slice(from)) write(eventWords(event));
      newest = state.events.at(-1);
      line = clusterLine(state);
      if (hasBegun) show();
    },
    begun() {
      hasBegun = true;
      show();
    },
    say: (text) => stderr.write(`${text}\n`),
    close() {},
  };
}
