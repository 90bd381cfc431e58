import { parentPort } from 'node:worker_threads';
import type { Analysis } from '../../model/analysis.ts';
import { type DrawingJob, prepareJobs, runJobs } from './drawing-job.ts';

/** What a drawing thread is asked: one message, one answer. */
export interface DrawingRequest {
  readonly analysis: Analysis;
  readonly jobs: readonly DrawingJob[];
}

/** The drawings, or what went wrong. */
export type DrawingAnswer = { readonly drawings: readonly (string | null)[] } | { readonly failure: string };

async function answer({ analysis, jobs }: DrawingRequest): Promise<DrawingAnswer> {
  try {
    return { drawings: await runJobs(analysis, jobs) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', async (request: DrawingRequest) => {
  parentPort?.postMessage(await answer(request));
});
await prepareJobs();
