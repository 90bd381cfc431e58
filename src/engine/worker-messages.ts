import type { Place } from '../model/notice.ts';
import { Problem, type ProblemKind } from '../model/problem.ts';
import type { LoadTest, TestOutcome } from './load-test.ts';
import type { Part } from './pacing.ts';
import type { TestStart } from './test-clock.ts';
import type { Tick } from './tick.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly test: LoadTest;
  readonly part: Part;
}

/** What a worker is told. */
export type ToWorker =
  | { readonly type: 'begin'; readonly start: TestStart }
  | { readonly type: 'stop' }
  | { readonly type: 'abort' };

/** What a worker tells. 'ready', then its ticks, then 'done'; or 'failed' instead of what would follow. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'tick'; readonly tick: Tick }
  | { readonly type: 'done'; readonly outcome: TestOutcome }
  | { readonly type: 'failed'; readonly failure: SentFailure };

/** An error on its way between threads, which loses the class of errors. */
export interface SentFailure {
  readonly message: string;
  readonly stack: string | undefined;
  readonly problem: {
    readonly kind: ProblemKind;
    readonly code: string;
    readonly where: Place | undefined;
    readonly fix: string | undefined;
  } | null;
}

export function sentFailure(error: unknown): SentFailure {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  if (!(error instanceof Problem)) return { message, stack, problem: null };
  const { kind, code, where, fix } = error;
  return { message, stack, problem: { kind, code, where, fix } };
}

/** The error again. */
export function receivedFailure({ message, stack, problem }: SentFailure): Error {
  if (problem !== null) {
    const { kind, code, where, fix } = problem;
    const detail = { ...(where === undefined ? {} : { where }), ...(fix === undefined ? {} : { fix }) };
    return new Problem(kind, code, message, detail);
  }
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
