import { get, type IncomingMessage } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import {
  type KubernetesApi,
  type KubernetesApiOptions,
  startKubernetesApi,
} from '../../../src/demo/kubernetes-api/kubernetes-api.ts';
import { Story } from '../closed-users.ts';

/** Objects of the API, as far as these tests look. */
// biome-ignore lint/suspicious/noExplicitAny: the answers are what is tested
export type Answer = any;

/** A story on a virtual clock, served over real HTTP; ends with the test. */
export async function servedStory(
  options: KubernetesApiOptions = {},
  story = new Story(),
): Promise<{ readonly story: Story; readonly api: KubernetesApi }> {
  const api = await startKubernetesApi(story.cluster, options);
  onTestFinished(() => api.close());
  return { story, api };
}

/** 100 users for so long, from the first second. */
export function heavy(story: Story, forMs: number): void {
  story.load(100, 10, forMs);
  story.clock.advance(forMs);
}

export async function read(
  api: KubernetesApi,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Answer }> {
  const response = await fetch(`${api.url}${path}`, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' } as const;

/** The cells of a table, a row each. */
export async function rows(api: KubernetesApi, path: string): Promise<readonly (readonly unknown[])[]> {
  const { body } = await read(api, path, TABLE);
  return body.rows.map(({ cells }: Answer) => cells);
}

/** An open watch and what it said. */
export interface WatchReader {
  readonly status: number;
  readonly events: Answer[];
  /** The beginning of a line that never ended. */
  unfinished: string;
  /** 'open', 'ended' as HTTP ends it, or 'cut'. */
  end: 'open' | 'ended' | 'cut';
}

export async function watch(
  api: KubernetesApi,
  path: string,
  headers: Record<string, string> = {},
): Promise<WatchReader> {
  return new Promise((resolve, reject) => {
    const request = get(`${api.url}${path}`, { headers }, (response) => resolve(follow(response)));
    request.on('error', reject);
  });
}

function follow(response: IncomingMessage): WatchReader {
  const reader: WatchReader = {
    status: response.statusCode ?? 0,
    events: [],
    unfinished: '',
    end: 'open',
  };
  let unfinished = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${unfinished}${text}`.split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) reader.events.push(JSON.parse(line));
  });
  // A cut connection is told by `end`.
  response.on('error', () => {});
  response.on('close', () => {
    reader.unfinished = unfinished;
    reader.end = response.complete ? 'ended' : 'cut';
  });
  return reader;
}

/** What comes over the network, on a machine that may be busy. */
export function soon<T>(value: () => T) {
  return expect.poll(value, { timeout: 10_000 });
}
