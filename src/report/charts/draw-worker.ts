import { parentPort } from 'node:worker_threads';
import { type DrawJob, type DrawSource, prepareJobs, runJobs } from './draw-job.ts';

/** What the drawing thread is asked: one message, one answer. */
export interface DrawRequest {
  /** Repeated in the answer. */
  readonly number: number;
  readonly source: DrawSource;
  readonly jobs: readonly DrawJob[];
}

/** The drawings, or what went wrong. */
export type DrawAnswer = { readonly number: number } & (
  | { readonly drawings: readonly string[] }
  | { readonly failure: string }
);

async function answerTo({ number, source, jobs }: DrawRequest): Promise<DrawAnswer> {
  try {
    return { number, drawings: await runJobs(source, jobs) };
  } catch (error) {
    return { number, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', async (request: DrawRequest) => {
  parentPort?.postMessage(await answerTo(request));
});
// A failure shows again, with its place, when a chart is drawn.
await prepareJobs().catch(() => undefined);
