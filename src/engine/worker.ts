import { parentPort, workerData } from 'node:worker_threads';
import { type PreparedThread, prepareThread, type RunningThread } from './engine-thread.ts';
import { type FromWorker, sentFailure, type ToWorker, type WorkerTask } from './worker-messages.ts';

// The entry of a worker: makes one part of a test, as it is told.
const { test, part }: WorkerTask = workerData;
let prepared: PreparedThread | null = null;
let running: RunningThread | null = null;

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'stop') running?.stop();
  if (message.type === 'abort') running?.abort();
  if (message.type === 'begin' && prepared !== null) {
    running = prepared.begin(message.start, (tick) => tell({ type: 'tick', tick }));
    running.done.then((outcome) => leave({ type: 'done', outcome }), fail);
  }
});

prepareThread(test, part).then((ready) => {
  prepared = ready;
  tell({ type: 'ready' });
}, fail);

function fail(error: unknown): void {
  leave({ type: 'failed', failure: sentFailure(error) });
}

function leave(last: FromWorker): void {
  tell(last);
  // What the scenario left behind, such as a timer, is no reason to stay.
  parentPort?.close();
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
