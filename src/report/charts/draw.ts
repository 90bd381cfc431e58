import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Analysis } from '../../model/analysis.ts';
import { Problem } from '../../model/problem.ts';
import { packageRoot } from '../templates.ts';
import type { DrawingAnswer, DrawingRequest } from './draw-worker.ts';
import { type DrawingJob, prepareJobs, runJobs } from './drawing-job.ts';
import { OwnMarkup } from './own-markup.ts';

/** More threads take longer to start than they save. */
const MOST_THREADS = 2;

let threads: readonly Worker[] | null = null;
/** A thread answers one request at a time. */
let lastTurn: Promise<unknown> = Promise.resolve();

/** Starts to load what draws charts, so that it is there once the data are. Failures show when a chart is drawn. */
export function preloadCharts(): void {
  if (startThreads().length === 0) prepareJobs().catch(() => undefined);
}

/**
 * The drawings in the order of the jobs, null for a chart that has nothing to draw. Equal jobs give equal drawings,
 * however they are shared out between threads.
 *
 * @throws {Problem} of kind 'internal' when a chart cannot be drawn.
 */
export async function drawCharts(
  analysis: Analysis,
  jobs: readonly DrawingJob[],
): Promise<readonly (OwnMarkup | null)[]> {
  const turn = lastTurn.then(() => drawNow(analysis, jobs));
  lastTurn = turn.catch(() => undefined);
  const drawings = await turn;
  return drawings.map((drawing) => (drawing === null ? null : new OwnMarkup(drawing)));
}

function drawNow(analysis: Analysis, jobs: readonly DrawingJob[]): Promise<(string | null)[]> {
  const workers = startThreads();
  return workers.length === 0 ? runJobs(analysis, jobs) : shareOut(workers, analysis, jobs);
}

/** The jobs of each thread. Jobs come in rounds of kinds, so every round begins at another thread. */
async function shareOut(
  workers: readonly Worker[],
  analysis: Analysis,
  jobs: readonly DrawingJob[],
): Promise<(string | null)[]> {
  const shares = workers.map((): number[] => []);
  jobs.forEach((_, index) => {
    const round = Math.floor(index / workers.length);
    shares[(index + round) % workers.length]?.push(index);
  });
  const drawings: (string | null)[] = jobs.map(() => null);
  await Promise.all(
    workers.map(async (worker, thread) => {
      const share = shares[thread] ?? [];
      const answer = await ask(worker, { analysis, jobs: share.flatMap((index) => jobs[index] ?? []) });
      share.forEach((index, position) => {
        drawings[index] = answer[position] ?? null;
      });
    }),
  );
  return drawings;
}

function ask(worker: Worker, request: DrawingRequest): Promise<readonly (string | null)[]> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(new Problem('internal', 'chart-not-drawn', 'A chart could not be drawn.', { cause }));
    const settle = (answer: DrawingAnswer) => {
      worker.off('error', fail);
      worker.unref();
      if ('failure' in answer) fail(answer.failure);
      else resolve(answer.drawings);
    };
    worker.once('error', fail);
    worker.once('message', settle);
    worker.ref();
    worker.postMessage(request);
  });
}

/** Threads that draw while this one reads and writes. None when run from source, where there is no built worker. */
function startThreads(): readonly Worker[] {
  threads ??= newThreads();
  return threads;
}

function newThreads(): readonly Worker[] {
  const file = import.meta.url.endsWith('.ts')
    ? null
    : join(packageRoot(), 'dist', 'report', 'charts', 'draw-worker.js');
  if (file === null || !existsSync(file)) return [];
  return Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => {
    const worker = new Worker(file);
    // A thread that has nothing to do is no reason to stay.
    worker.unref();
    return worker;
  });
}
