import { type ChildProcess, spawn } from 'node:child_process';
import { ApiFailure } from './api-failure.ts';
import { failureOfKubectl } from './kubectl-failure.ts';
import type { GetOptions, KubernetesApi, ServerTime, WatchReader } from './kubernetes-api.ts';
import { LineSplitter } from './line-splitter.ts';

/** Which kubectl, and which cluster; null: as kubectl itself chooses. */
export interface KubectlSettings {
  readonly kubectl: string;
  readonly context: string | null;
  readonly kubeconfig: string | null;
  /** Room for the start of a process, on top of what the server may take; default 5 s. */
  readonly startMs?: number;
}

/** Old versions end a verbose run with the stacks of all their threads, after what is wrong. */
const MOST_ERRORS = 65_536;
/** What `-v=8` prints of an answer's head. */
const MOST_VERBOSE = 262_144;
/**
 * What `-v=6` prints when the head of an answer is there, before 1.33 and since. Without it nothing tells a watch that
 * has nothing to say from one that the server never took on.
 */
const TAKEN_ON = /\b200 OK in \d|status="200 OK"/;
const USUAL_START_MS = 5000;

/**
 * Speaks with the cluster through `kubectl get --raw`, so that every kubeconfig and every plugin for logging in works.
 * It only reads. Each watch is a process of its own, which ends with the watch.
 */
export function createKubectlApi(settings: KubectlSettings): KubernetesApi {
  const { context, kubeconfig, startMs = USUAL_START_MS } = settings;
  const children = new Set<ChildProcess>();
  const flags = [
    ...(kubeconfig === null ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === null ? [] : [`--context=${context}`]),
  ];
  const run = (args: readonly string[], watched: Watched) =>
    runKubectl(settings.kubectl, [...flags, ...args], watched, children);

  const read = async (args: readonly string[], options: GetOptions): Promise<Collected> => {
    const collected: Collected = { stdout: [], stderr: '' };
    const limit = AbortSignal.timeout(options.timeoutMs + startMs);
    try {
      await run([...args, `--request-timeout=${Math.ceil(options.timeoutMs / 1000)}s`], {
        signal: AbortSignal.any([options.signal, limit]),
        onChunk: (chunk) => collected.stdout.push(chunk),
        onError: (text) => {
          collected.stderr = (collected.stderr + text).slice(0, MOST_VERBOSE);
        },
      });
    } catch (error) {
      if (limit.aborted && !options.signal.aborted) {
        throw new ApiFailure('silent', `no answer within ${options.timeoutMs / 1000} s`);
      }
      throw error;
    }
    return collected;
  };

  return {
    name: context === null ? 'kubectl' : `kubectl, context "${context}"`,
    async get(path, options) {
      const { stdout } = await read(['get', '--raw', path], options);
      return { body: Buffer.concat(stdout).toString('utf8'), time: null };
    },
    async watch(path, reader) {
      await watchWith(run, path, reader, startMs);
    },
    async serverTime(options) {
      const sentMs = Date.now();
      // The only way to see the head of an answer; kubectl masks what is secret in it.
      const { stderr } = await read(['get', '--raw', '/version', '-v=8'], options);
      return serverTimeIn(stderr, sentMs, Date.now());
    },
    close() {
      for (const child of children) child.kill();
    },
  };
}

/**
 * The Date header in what `kubectl -v=8` says: "Date: Tue, 24 Nov 2026 00:36:52 GMT", in all versions from 1.20 on, be
 * it on a line of its own or in the `headers` of a structured one.
 */
function serverTimeIn(verbose: string, sentMs: number, receivedMs: number): ServerTime | null {
  const [, date = ''] = /\bDate: ([A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT)/.exec(verbose) ?? [];
  const dateMs = Date.parse(date);
  return Number.isNaN(dateMs) ? null : { dateMs, sentMs, receivedMs };
}

interface Collected {
  readonly stdout: Buffer[];
  stderr: string;
}

interface Watched {
  readonly signal: AbortSignal;
  readonly onChunk: (chunk: Buffer) => void;
  readonly onError: (text: string) => void;
}

async function watchWith(
  run: (args: readonly string[], watched: Watched) => Promise<void>,
  path: string,
  { onLine, onOpen, timeoutMs, signal }: WatchReader,
  startMs: number,
): Promise<void> {
  const lines = new LineSplitter(onLine);
  const given = new AbortController();
  let failure: unknown = null;
  const giveUp = (reason: unknown) => {
    failure ??= reason;
    given.abort();
  };
  const silence = new ApiFailure('silent', `no answer within ${timeoutMs / 1000} s`);
  const timer = setTimeout(() => giveUp(silence), timeoutMs + startMs);
  let said = '';
  let isOpen = false;
  const open = () => {
    if (isOpen) return;
    isOpen = true;
    clearTimeout(timer);
    onOpen();
  };
  try {
    await run(['get', '--raw', path, '-v=6'], {
      signal: AbortSignal.any([signal, given.signal]),
      onChunk: (chunk) => {
        if (failure !== null) return;
        try {
          open();
          lines.push(chunk);
        } catch (error) {
          giveUp(error);
        }
      },
      onError: (text) => {
        if (isOpen) return;
        said = (said + text).slice(-MOST_ERRORS);
        if (TAKEN_ON.test(said)) open();
      },
    });
    if (failure === null) open();
  } catch (error) {
    throw failure ?? error;
  } finally {
    clearTimeout(timer);
  }
  if (failure !== null) throw failure;
}

/** @throws {ApiFailure} unless it ends with 0. */
function runKubectl(
  kubectl: string,
  args: readonly string[],
  { signal, onChunk, onError }: Watched,
  children: Set<ChildProcess>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ApiFailure('aborted', 'given up'));
    // A group of its own: Ctrl-C at the terminal is for us, who may have a last answer to wait for.
    const child = spawn(kubectl, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    children.add(child);
    let said = '';
    const kill = () => child.kill();
    signal.addEventListener('abort', kill, { once: true });
    const end = () => {
      children.delete(child);
      signal.removeEventListener('abort', kill);
    };
    child.stdout.on('data', onChunk);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-MOST_ERRORS);
      onError(text);
    });
    child.on('error', (error) => {
      end();
      reject(new ApiFailure('no-client', `cannot run "${kubectl}": ${codeOf(error)}`));
    });
    child.on('close', (code) => {
      end();
      if (signal.aborted) reject(new ApiFailure('aborted', 'given up'));
      else if (code === 0) resolve();
      else reject(failureOfKubectl(said, code));
    });
  });
}

function codeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : error.message;
  return code === 'ENOENT' ? 'not found' : code;
}
