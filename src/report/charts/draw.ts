import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../model/problem.ts';
import { type DrawJob, type DrawSource, prepareJobs, runJobs } from './draw-job.ts';
import type { DrawAnswer, DrawRequest } from './draw-worker.ts';

/** Replaced by the bundler with the worker's place beside the chunks; from source there is no built worker. */
declare const BUNDLED_DRAW_WORKER: string | undefined;

/** Undefined until first asked for, null where drawing is done in this thread. */
let thread: Worker | null | undefined;
let asked = 0;

/** Starts to load what draws charts, so that it is there once the data are. Failures show when a chart is drawn. */
export function preloadCharts(): void {
  if (drawingThread() === null) prepareJobs().catch(() => undefined);
}

/**
 * The drawings as SVG, in the order of the jobs; empty for a chart that has nothing to draw. They are made by another
 * thread where there is one, beginning at once, so that this one can put the page together meanwhile.
 *
 * @throws {Problem} of kind 'internal' when a chart cannot be drawn.
 */
export function drawCharts(source: DrawSource, jobs: readonly DrawJob[]): Promise<readonly string[]> {
  const worker = drawingThread();
  return worker === null ? runJobs(source, jobs) : ask(worker, { source, jobs });
}

function ask(worker: Worker, request: Omit<DrawRequest, 'number'>): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const number = asked;
    asked += 1;
    const settle = (answer: DrawAnswer) => {
      if (answer.number !== number) return;
      worker.off('message', settle);
      worker.off('error', fail);
      if (worker.listenerCount('message') === 0) worker.unref();
      if ('failure' in answer) fail(answer.failure);
      else resolve(answer.drawings);
    };
    const fail = (cause: unknown) =>
      reject(new Problem('internal', 'chart-not-drawn', 'a chart could not be drawn', { cause }));
    worker.on('message', settle);
    worker.on('error', fail);
    worker.ref();
    worker.postMessage({ ...request, number });
  });
}

function drawingThread(): Worker | null {
  if (thread === undefined) thread = newThread();
  return thread;
}

function newThread(): Worker | null {
  if (typeof BUNDLED_DRAW_WORKER === 'undefined') return null;
  const file = fileURLToPath(new URL(BUNDLED_DRAW_WORKER, import.meta.url));
  // Not there when someone has bundled us once more.
  if (!existsSync(file)) return null;
  const worker = new Worker(file);
  // With nothing to do it is no reason for the process to stay.
  worker.unref();
  return worker;
}
