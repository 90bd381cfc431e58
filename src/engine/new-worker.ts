import { Worker } from 'node:worker_threads';
import type { WorkerTask } from './worker-messages.ts';

/** Replaced by the bundler with the worker's place beside the chunks; from source there is no built worker. */
declare const BUNDLED_ENGINE_WORKER: string | undefined;

/** A thread that makes a part of a test. What its scenario prints goes to standard error: results go to the other. */
export function newWorker(task: WorkerTask): Worker {
  const worker =
    typeof BUNDLED_ENGINE_WORKER === 'undefined'
      ? fromSource(task)
      : new Worker(new URL(BUNDLED_ENGINE_WORKER, import.meta.url), { workerData: task, stdout: true });
  worker.stdout.on('data', (text: Buffer) => process.stderr.write(text));
  return worker;
}

/** Node 20 cannot start a thread with TypeScript, so the thread is started with what reads it. */
function fromSource(task: WorkerTask): Worker {
  const source = new URL('./worker.ts', import.meta.url).href;
  const script = `import('jiti').then(({ createJiti }) => createJiti(${JSON.stringify(source)}).import(${JSON.stringify(source)}))`;
  return new Worker(script, { eval: true, workerData: task, stdout: true });
}
