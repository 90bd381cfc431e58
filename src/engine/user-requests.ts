import type { RequestOptions } from '../scenario/scenario.ts';
import { Answer } from './answer.ts';
import type { EndpointTally } from './endpoint-tally.ts';
import type { HttpResult, HttpSession } from './http/session.ts';
import type { Journal } from './journal.ts';
import type { RequestBuilder } from './request-builder.ts';
import { RequestStream } from './request-stream.ts';
import { nextTurn } from './sleeps.ts';
import type { Traffic } from './traffic.ts';

/** What all requests of a thread share. */
export interface RequestShared {
  readonly journal: Journal;
  readonly builder: RequestBuilder;
  readonly traffic: Traffic;
  /** Whether tasks are due at moments of their own (the open model). */
  readonly isOpen: boolean;
  /** Closes the session of a user that has left, now or later. */
  readonly closeSession: (session: HttpSession) => void;
  /** Told of what the scenario's own code throws where nobody else sees it. */
  readonly onException: (error: unknown) => void;
}

/** Several requests timed as one. */
interface OpenGroup {
  hasFailed: boolean;
}

const NO_OPTIONS: RequestOptions = {};
const NO_DUE = -1;

/** Makes the requests of one user, and writes down what became of them. */
export class UserRequests {
  /** How many were made. */
  made = 0;
  private readonly shared: RequestShared;
  private readonly session: HttpSession;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly groups: OpenGroup[] = [];
  private dueAtMs = NO_DUE;
  private isClosed = false;

  /** @param headers of the user, which it may change at any time. */
  constructor(shared: RequestShared, session: HttpSession, headers: Readonly<Record<string, string>>) {
    this.shared = shared;
    this.session = session;
    this.headers = headers;
  }

  /** The next request was due then, by `performance.now()`; null: each is due when it is made. */
  setDue(atMs: number | null): void {
    this.dueAtMs = atMs ?? NO_DUE;
  }

  /**
   * One request, judged and counted. Never resolves once the user has left, so that its code goes no further.
   *
   * @throws {TypeError} when the options make no request.
   */
  async send(method: string, path: string, options: RequestOptions = NO_OPTIONS): Promise<Answer> {
    if (this.isClosed) return never();
    const { journal, builder, traffic, onException } = this.shared;
    const endpoint = journal.endpoint(method, options.name, path);
    const stream = options.stream === undefined ? null : new RequestStream(options.stream);
    const request = builder.build(
      method,
      path,
      options,
      this.headers,
      stream === null ? null : stream.onHead,
    );
    const dueAtMs = this.takeDue();
    this.made += 1;
    traffic.begin();
    const result = await this.session.send(request);
    const answer = stream === null ? new Answer(result) : streamedAnswer(result, stream, onException);
    answer.judge(options.checks, onException);
    if (this.isClosed && result.failure !== null) answer.fail(this.leftOver());
    this.record(endpoint, answer, {
      result,
      dueAtMs: dueAtMs === NO_DUE ? result.sentAtMs : dueAtMs,
      stream,
    });
    traffic.end();
    if (this.isClosed) return never();
    // Whoever goes on at once after a failure that came at once would keep everything else from running.
    if (result.status === 0) await nextTurn();
    return answer;
  }

  /** Times what runs as one, under a name of its own. */
  async group<Value>(name: string, run: () => Promise<Value>): Promise<Value> {
    const group: OpenGroup = { hasFailed: false };
    const startedAtMs = performance.now();
    this.groups.push(group);
    let failure: string | null = 'it threw an exception';
    try {
      const value = await run();
      failure = group.hasFailed ? 'a request in it failed' : null;
      return value;
    } finally {
      this.groups.splice(this.groups.indexOf(group), 1);
      this.recordGroup(name, startedAtMs, failure);
    }
  }

  /** Has the connections closed; what is in flight is counted as unfinished. */
  close(): void {
    this.isClosed = true;
    this.shared.closeSession(this.session);
  }

  private takeDue(): number {
    const { dueAtMs } = this;
    this.dueAtMs = NO_DUE;
    return dueAtMs;
  }

  /** Why a request was cut off. */
  private leftOver(): string {
    if (!this.shared.traffic.isGivenUp) return 'unfinished when its user stopped';
    this.shared.traffic.unfinished += 1;
    return 'unfinished when the test ended';
  }

  private record(
    endpoint: EndpointTally,
    answer: Answer,
    { result, dueAtMs, stream }: { result: HttpResult; dueAtMs: number; stream: RequestStream | null },
  ): void {
    const { journal, isOpen } = this.shared;
    const { endAtMs, sentAtMs, firstByteAtMs, connectMs, bytesIn, bytesOut } = result;
    journal.reach(endAtMs);
    if (connectMs !== null) endpoint.addMeasure('connect-time', connectMs);
    if (answer.failure !== null) {
      for (const group of this.groups) group.hasFailed = true;
      const epochMs = journal.epochMs(endAtMs);
      const message = endpoint.addFailure(endAtMs - dueAtMs, bytesIn, bytesOut, answer.failure, epochMs);
      if (message.wantsExample) message.addExample(answer.example(epochMs));
      return;
    }
    endpoint.addSuccess(endAtMs - dueAtMs, bytesIn, bytesOut);
    if (firstByteAtMs !== null) endpoint.addMeasure('time-to-first-byte', firstByteAtMs - sentAtMs);
    if (isOpen) {
      endpoint.addMeasure('service-time', endAtMs - sentAtMs);
      endpoint.addMeasure('send-lateness', sentAtMs - dueAtMs);
    }
    stream?.measure(endpoint, sentAtMs);
  }

  private recordGroup(name: string, startedAtMs: number, failure: string | null): void {
    const { journal } = this.shared;
    const endAtMs = performance.now();
    journal.reach(endAtMs);
    const tally = journal.group(name);
    if (failure === null) tally.addSuccess(endAtMs - startedAtMs, 0, 0);
    else tally.addFailure(endAtMs - startedAtMs, 0, 0, failure, journal.epochMs(endAtMs));
  }
}

function streamedAnswer(
  result: HttpResult,
  stream: RequestStream,
  onException: (error: unknown) => void,
): Answer {
  try {
    const outcome = stream.finish();
    const answer = new Answer(result, outcome?.text ?? null);
    if (result.failure === null && outcome?.failure != null) answer.fail(outcome.failure);
    return answer;
  } catch (error) {
    onException(error);
    const answer = new Answer(result);
    answer.fail('check failed: the content of the stream could not be read');
    return answer;
  }
}

/** Ends whoever waits for it. A new one each time: one for all would remember everyone who waits. */
function never(): Promise<never> {
  return new Promise(() => {});
}
