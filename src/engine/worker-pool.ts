import type { Worker } from 'node:worker_threads';
import { Problem } from '../model/problem.ts';
import type { LoadTest, OnTick, RunningTest, TestOutcome } from './load-test.ts';
import { newWorker } from './new-worker.ts';
import { Silences } from './silences.ts';
import { stuckAfterMsOf, stuckProblem } from './stuck.ts';
import { startIn } from './test-clock.ts';
import { TickMerger } from './tick-merger.ts';
import { type FromWorker, receivedFailure, type ToWorker } from './worker-messages.ts';

/** From telling the workers to begin to the start of the test: enough for the message to reach all of them. */
const START_DELAY_MS = 20;

/**
 * Begins a test whose parts are made by threads, each with its own event loop.
 *
 * @throws {Problem} as `startLoadTest`.
 */
export async function startWorkers(test: LoadTest, onTick: OnTick): Promise<RunningTest> {
  const pool = new WorkerPool(test, onTick);
  await pool.ready;
  return pool.begin();
}

/** Workers that have not ended so long after they were told to give up are ended. */
const DEAF_MS = 3000;

class WorkerPool {
  /** When all have loaded the scenario. */
  readonly ready: Promise<void>;
  private readonly workers: readonly Worker[];
  private readonly merger: TickMerger;
  private readonly outcomes: TestOutcome[] = [];
  private readonly onTick: OnTick;
  private readonly leaves: ((error: unknown) => void)[] = [];
  private readonly silences: Silences;
  private readyWorkers = 0;
  private left = 0;
  private failure: { readonly error: unknown } | null = null;
  private hasDeliveryFailed = false;
  private isReady: () => void = () => {};
  private isNotReady: (error: unknown) => void = () => {};
  private settle: () => void = () => {};
  private readonly done: Promise<void>;

  constructor(test: LoadTest, onTick: OnTick) {
    this.onTick = onTick;
    this.merger = new TickMerger(test.workers, (tick) => this.deliver(tick));
    this.ready = new Promise((resolve, reject) => {
      this.isReady = resolve;
      this.isNotReady = reject;
    });
    this.done = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.silences = new Silences(stuckAfterMsOf(test), (index) => {
      this.leaves[index]?.(stuckProblem(test, 'worker-stuck', null));
      void this.workers[index]?.terminate();
    });
    this.workers = Array.from({ length: test.workers }, (_, index) =>
      this.watched(newWorker({ test, part: { index, of: test.workers } }), index),
    );
  }

  begin(): RunningTest {
    const start = startIn(START_DELAY_MS);
    this.tell({ type: 'begin', start });
    this.silences.begin(this.workers.length);
    return {
      startMs: start.startMs,
      stop: () => this.tell({ type: 'stop' }),
      abort: () => this.abort(),
      done: this.done.then(() => this.outcome()),
    };
  }

  private abort(): void {
    this.tell({ type: 'abort' });
    // A thread that a task keeps busy for ever does not hear it.
    setTimeout(() => this.terminate(), DEAF_MS).unref();
  }

  private async terminate(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private watched(worker: Worker, index: number): Worker {
    let hasLeft = false;
    const leave = (error: unknown) => {
      if (hasLeft) return;
      hasLeft = true;
      this.silences.forget(index);
      if (error !== null) this.fail(error);
      this.merger.end(index);
      this.left += 1;
      if (this.left === this.workers.length) this.settle();
    };
    this.leaves[index] = leave;
    worker.on('message', (message: FromWorker) => {
      this.silences.hear(index);
      if (message.type === 'ready') this.countReady();
      if (message.type === 'tick') this.merger.add(index, message.tick);
      if (message.type === 'failed') leave(receivedFailure(message.failure));
      if (message.type === 'done') {
        this.outcomes.push(message.outcome);
        leave(null);
      }
    });
    worker.on('error', (error) => leave(died(error)));
    worker.on('exit', () => leave(died(null)));
    return worker;
  }

  private countReady(): void {
    this.readyWorkers += 1;
    if (this.readyWorkers === this.workers.length) this.isReady();
  }

  private tell(message: ToWorker): void {
    for (const worker of this.workers) worker.postMessage(message);
  }

  /** Whoever listens may fail: the test then ends with what it has. */
  private deliver(tick: Parameters<OnTick>[0]): void {
    if (this.hasDeliveryFailed) return;
    try {
      this.onTick(tick);
    } catch (error) {
      this.hasDeliveryFailed = true;
      this.fail(error);
    }
  }

  /** One part less is another test: the others finish what they are at. */
  private fail(error: unknown): void {
    this.failure ??= { error };
    if (this.readyWorkers < this.workers.length) {
      this.isNotReady(error);
      void this.terminate();
    } else this.tell({ type: 'stop' });
  }

  private async outcome(): Promise<TestOutcome> {
    await this.terminate();
    if (this.failure !== null) throw this.failure.error;
    return {
      endMs: Math.max(...this.outcomes.map(({ endMs }) => endMs)),
      reason: this.outcomes.some(({ reason }) => reason === 'interrupted') ? 'interrupted' : 'finished',
      unfinished: this.outcomes.reduce((sum, { unfinished }) => sum + unfinished, 0),
    };
  }
}

function died(cause: unknown): Problem {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new Problem('internal', 'worker-died', `a worker of the test died${why}`, {
    fix: 'Run the test with fewer workers, or with one, which says more.',
    cause,
  });
}
