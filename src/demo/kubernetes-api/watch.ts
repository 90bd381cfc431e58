import type { ServerResponse } from 'node:http';
import type { ClusterObject } from '../cluster/kubernetes.ts';
import { type ApiRequest, resourceVersionOf, wholeParameter } from './api-request.ts';
import type { ChangeHistory, TracedChange } from './change-history.ts';
import { groupVersion, type Item } from './resource.ts';
import { selectionOf } from './selection.ts';
import { ApiError, expired } from './status.ts';
import { includedOf, tableJson } from './tables/table.ts';

export interface WatchSettings {
  /** Between two bookmarks, where they are asked for. */
  readonly bookmarkIntervalMs: number;
  /** How long a watch lasts that does not say. */
  readonly timeoutMs: number;
}

/** A reader that is so far behind is cut off, in bytes. */
const MOST_BEHIND = 16 * 1024 * 1024;

/** One open watch: an answer that goes on, a line of JSON for each change. */
export class Watch {
  readonly request: ApiRequest;
  readonly #response: ServerResponse;
  readonly #history: ChangeHistory;
  readonly #selected: (item: Item) => boolean;
  readonly #cleanUp: (() => void)[] = [];
  #headed = false;
  #silent = false;

  /** @throws {ApiError} 'BadRequest' for selectors that cannot be understood. */
  constructor(request: ApiRequest, response: ServerResponse, history: ChangeHistory) {
    this.request = request;
    this.#response = response;
    this.#history = history;
    this.#selected = selectionOf(request);
  }

  /**
   * Sends what there is, or what changed since the resource version asked for, and then every change.
   *
   * @param currentVersion of the store.
   * @throws {ApiError} before anything is sent: 'BadRequest'; 'Expired' when the changes since then are not known.
   */
  start(currentVersion: number, settings: WatchSettings): void {
    const { query, resource } = this.request;
    const from = resourceVersionOf(query) ?? 0;
    const streamsList = query.get('sendInitialEvents') === 'true';
    const bookmarks = query.get('allowWatchBookmarks') === 'true';
    const seconds = wholeParameter(query, 'timeoutSeconds') ?? 0;
    if (streamsList && !(bookmarks && query.get('resourceVersionMatch') === 'NotOlderThan')) {
      throw new ApiError(
        'BadRequest',
        'sendInitialEvents requires resourceVersionMatch=NotOlderThan and allowWatchBookmarks=true',
      );
    }
    const initial = streamsList || (from === 0 && query.get('sendInitialEvents') !== 'false');
    const missed = initial || from === 0 || resource.source === null ? [] : this.#missed(from);
    this.#response.flushHeaders();
    if (initial) for (const item of resource.items()) if (this.#selected(item)) this.#send('ADDED', item);
    for (const change of missed) this.#tell(change);
    if (streamsList) this.#bookmark(currentVersion, true);
    // A version of the future: what comes before it is not told.
    const after = Math.max(from, currentVersion);
    this.#goOn(after, seconds === 0 ? settings.timeoutMs : 1000 * seconds, bookmarks ? settings : null);
  }

  /** From now on nothing is sent, and the connection stays. */
  silence(): void {
    this.#silent = true;
  }

  /** As when its place in the history is lost: says so, and ends. */
  expire(oldest: number): void {
    this.#line('ERROR', JSON.stringify(expired(oldest - 1, oldest).status));
    this.end();
  }

  /** The proper end. */
  end(): void {
    this.#response.end();
  }

  /**
   * Closes the connection without an end.
   *
   * @param midEvent after the first half of an event.
   */
  cut(midEvent = false): void {
    const { socket } = this.#response;
    if (!midEvent) socket?.destroy();
    else this.#response.write('{"type":"MODIFIED","object":{"kind":"', () => socket?.destroy());
  }

  onClose(cleanUp: () => void): void {
    this.#cleanUp.push(cleanUp);
  }

  #missed(from: number): readonly TracedChange[] {
    const { source } = this.request.resource;
    if (source === null) return [];
    const changes = this.#history.since(source, from);
    if (changes === null) throw expired(from, this.#history.oldest(source));
    return changes;
  }

  #goOn(after: number, forMs: number, bookmarks: WatchSettings | null): void {
    let last = after;
    const { source } = this.request.resource;
    const stop = this.#history.onChange((change) => {
      if (change.resourceVersion <= after) return;
      last = change.resourceVersion;
      if (change.object.kind === source) this.#tell(change);
    });
    const timer = setTimeout(() => {
      if (bookmarks) this.#bookmark(last);
      if (!this.#silent) this.end();
    }, forMs);
    const ticker = bookmarks ? setInterval(() => this.#bookmark(last), bookmarks.bookmarkIntervalMs) : null;
    this.#response.on('close', () => {
      stop();
      clearTimeout(timer);
      if (ticker !== null) clearInterval(ticker);
      for (const cleanUp of this.#cleanUp) cleanUp();
    });
  }

  /** What enters the selection is added there, and what leaves it deleted. */
  #tell({ type, object, previous, resourceVersion }: TracedChange): void {
    const { resource } = this.request;
    const item = resource.item(object);
    const was = previous !== null && this.#selected(resource.item(previous));
    const is = type !== 'DELETED' && this.#selected(item);
    if (is) this.#send(was ? 'MODIFIED' : 'ADDED', item);
    else if (was && type === 'DELETED') this.#send('DELETED', item);
    else if (was) this.#send('DELETED', resource.item(withVersion(previous, resourceVersion)));
  }

  #send(type: 'ADDED' | 'MODIFIED' | 'DELETED', item: Item): void {
    this.#line(type, this.request.asTable ? this.#table([item], item.resourceVersion) : item.json(true));
  }

  #bookmark(resourceVersion: number, endsList = false): void {
    const { resource, asTable } = this.request;
    const metadata = {
      resourceVersion: String(resourceVersion),
      creationTimestamp: null,
      ...(endsList ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    };
    const bare = { kind: resource.kind, apiVersion: groupVersion(resource), metadata };
    this.#line('BOOKMARK', asTable ? this.#table([], resourceVersion) : JSON.stringify(bare));
  }

  #table(items: readonly Item[], resourceVersion: number): string {
    const { resource, query } = this.request;
    const metadata = { resourceVersion: String(resourceVersion) };
    const json = tableJson(resource, items, includedOf(query), metadata, !this.#headed);
    this.#headed = true;
    return json;
  }

  #line(type: string, object: string): void {
    if (this.#silent || this.#response.writableEnded) return;
    this.#response.write(`{"type":"${type}","object":${object}}\n`);
    if (this.#response.writableLength > MOST_BEHIND) this.#response.destroy();
  }
}

function withVersion(object: ClusterObject, resourceVersion: number): ClusterObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}
