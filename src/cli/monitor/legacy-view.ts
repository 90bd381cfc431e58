import type { Io } from '../io.ts';
import { LegacyRound } from './legacy-round.ts';
import type { MonitorView } from './monitor-view.ts';

const ROUND_MS = 10_000;
/** What `clear` writes to an xterm. */
const CLEAR = '\u001b[H\u001b[2J\u001b[3J';
const BANNER =
  '🔍 Starting Kubernetes Auto-Scaling Monitor\n==================================================\n' +
  'Starting continuous monitoring... (Press Ctrl+C to stop)\n\n';

/** Prints what the chatbot's own script printed, a round every ten seconds. */
export function legacyView({ stdout, stderr }: Io): MonitorView {
  const round = new LegacyRound();
  let hasBegun = false;
  const print = () => stdout.write(`${CLEAR}${round.text(new Date())}`);
  stdout.write(BANNER);
  const timer = setInterval(print, ROUND_MS);
  return {
    changed(_state, events) {
      for (const event of events) round.add(event);
    },
    begun() {
      if (!hasBegun) print();
      hasBegun = true;
    },
    say: (text) => stderr.write(`${text}\n`),
    close: () => clearInterval(timer),
  };
}
