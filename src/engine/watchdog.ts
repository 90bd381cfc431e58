import { closeSync, writeSync } from 'node:fs';
import { url as debuggerUrl } from 'node:inspector';
import { isMainThread, Worker } from 'node:worker_threads';
import type { Problem } from '../model/problem.ts';
import { stuckAfterMsOf, stuckProblem, type Watched } from './stuck.ts';

const PING_MS = 100;
/** Exit code of unreadable input, as the command line has it. */
const INPUT_EXIT_CODE = 65;
/** What the watchdog finds in shared memory: how often it was pinged, and whether the reason was said already. */
const WORDS = 2;
const SAID = 1;
let started = 0;

/** Ends the process when its event loop stands still. */
export interface Watchdog {
  /** Resolves when it can watch, or when it is known that it never will. */
  readonly isUp: Promise<void>;
  /** From now on the event loop has to turn. */
  watch(): void;
  /** For good. */
  end(): void;
}

/**
 * A scenario that loops without waiting stops everything in its thread, also what listens to Ctrl-C. So another thread
 * watches: when the event loop did not turn for 10 s, it says on standard error where the scenario is, and ends the
 * process with exit code 65. What was recorded until then stays. It takes two short looks a second, and does nothing
 * while a debugger may have stopped the thread, or when it is not the process's own.
 *
 * @param doing what the thread does with the scenario.
 */
export function startWatchdog(watched: Watched, doing: 'loading' | 'running'): Watchdog {
  if (!isMainThread || debuggerUrl() !== undefined) {
    return { isUp: Promise.resolve(), watch: () => {}, end: () => {} };
  }
  const memory = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
  started += 1;
  const hook = `plimsoll: the event loop stands still (${started})`;
  const ping = () => void Atomics.add(memory, 0, 1);
  const worker = new Worker(WATCHING, {
    eval: true,
    workerData: {
      memory,
      stuckAfterMs: stuckAfterMsOf(watched),
      // The frames below this call are those of the scenario, wherever it is.
      expression: `globalThis[${JSON.stringify(hook)}](new Error(),`,
      lastWords: lastWords(stuckProblem(watched, 'scenario-stuck', null), doing),
    },
  });
  const isUp = new Promise<void>((resolve) => {
    worker.once('online', resolve);
    // Without it the test goes on; it only is not watched.
    worker.on('error', () => resolve());
    worker.once('exit', () => resolve());
  }).then(() => worker.unref());
  let timer: NodeJS.Timeout | undefined;
  return {
    isUp,
    watch: () => {
      Reflect.set(globalThis, hook, (at: Error, isLast: boolean) => {
        const problem = stuckProblem(watched, 'scenario-stuck', at);
        if (isLast || problem.where?.line !== undefined) sayAndExit(lastWords(problem, doing), memory);
      });
      ping();
      timer = setInterval(ping, PING_MS).unref();
    },
    end: () => {
      clearInterval(timer);
      Reflect.deleteProperty(globalThis, hook);
      void worker.terminate();
    },
  };
}

const RECOVERY = 'What was recorded until then can be recovered: plimsoll runs list';

/** Called by the watchdog in the midst of the loop. */
function sayAndExit(words: string, memory: Int32Array): void {
  writeSync(2, words);
  Atomics.store(memory, SAID, 1);
  // Node has its own last word, on debuggers, which would puzzle the reader.
  process.on('exit', () => closeSync(2));
  process.exit(INPUT_EXIT_CODE);
}

function lastWords({ message, where, fix }: Problem, doing: 'loading' | 'running'): string {
  const line = where?.line === undefined ? '' : `:${where.line}`;
  const place = where?.file === undefined ? '' : `${where.file}${line}: `;
  const end = doing === 'loading' ? 'No test has begun.' : RECOVERY;
  return `\n${place}${message}: a loop without a wait\n  ${fix}\n  ${end}\n`;
}

/**
 * The other thread, as text, so that no bundler has to place it. It interrupts the loop by way of the inspector, which is
 * how a debugger stops one: the process then ends in order, with whatever it does at its exit. A loop that awaits may be
 * met between two of its steps, where no code of the scenario is at work, so there are some tries. Where nothing can be
 * interrupted, as while native code does not return, the process is killed.
 *
 * A silence counts only while this thread could look: a machine that slept, or a stopped process, is no loop.
 */
const WATCHING = `
const { writeSync } = require('node:fs');
const { workerData: { memory, stuckAfterMs, expression, lastWords } } = require('node:worker_threads');
const LOOK_MS = Math.min(500, stuckAfterMs / 4);
let pings = 0, heardAtMs = 0, lookedAtMs = 0;
const looking = setInterval(() => {
  const nowMs = performance.now();
  const heard = Atomics.load(memory, 0);
  const wasAway = nowMs - lookedAtMs > 4 * LOOK_MS;
  lookedAtMs = nowMs;
  if (heard !== pings || wasAway || heard === 0) {
    pings = heard;
    heardAtMs = nowMs;
  } else if (nowMs - heardAtMs >= stuckAfterMs) {
    clearInterval(looking);
    interrupt();
  }
}, LOOK_MS);
function interrupt() {
  setTimeout(kill, 2000);
  try {
    const session = new (require('node:inspector').Session)();
    session.connectToMainThread();
    let tries = 0;
    setInterval(() => {
      tries += 1;
      session.post('Runtime.evaluate', { expression: expression + (tries >= 50) + ')' });
    }, 17);
  } catch {}
}
function kill() {
  try {
    if (Atomics.load(memory, 1) === 0) writeSync(2, lastWords);
  } catch {}
  process.kill(process.pid, 'SIGKILL');
}
`;
