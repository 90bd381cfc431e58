import { ApiFailure } from '../api/api-failure.ts';
import type { GetOptions, KubernetesApi } from '../api/kubernetes-api.ts';
import { textAt } from '../objects/fields.ts';
import { KnownObjects } from '../objects/known-objects.ts';
import { GapKeeper } from './gap-keeper.ts';
import { type ReadList, readList } from './read-list.ts';
import { type MonitorTiming, pause, pauseAfter } from './timing.ts';
import { readWatchLine } from './watch-line.ts';
import { type ResourceVersion, type WatchedResource, withQuery } from './watched-resource.ts';
import type { WatcherSink } from './watcher-sink.ts';

/** What a watcher works with. */
export interface WatcherContext {
  readonly api: KubernetesApi;
  readonly timing: MonitorTiming;
  readonly sink: WatcherSink;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** A change is told within this, or its time is in doubt. */
const PROMPT_MS = 1000;
/** A connection that broke may have been dead for so long: keep-alive asks after 15 s of silence. */
const DEAD_UNNOTICED_MS = 15_000;
/** After a watch is open again, what changed meanwhile comes within this. */
const CATCH_UP_MS = 1500;
/** One that ends sooner counts as a failure, so that nothing is asked again and again without a pause. */
const SHORT_MS = 2000;

/**
 * Follows one resource: lists it, then watches it from there on, and begins anew whatever happens. What the API still knows
 * is not lost; times in which changes may have come late or not at all are written as gaps.
 */
export class ResourceWatcher {
  readonly #resource: WatchedResource;
  readonly #context: WatcherContext;
  readonly #known = new KnownObjects();
  readonly #gaps: GapKeeper;
  #version: ResourceVersion | null = null;
  /** From which to watch on; '' when a list is needed. */
  #resourceVersion = '';
  /** Until when everything that happened is known to have been told, Unix epoch ms; null before the first list. */
  #knownUntilMs: number | null = null;
  #failures = 0;
  #interrupt: ((why: ApiFailure) => void) | null = null;

  constructor(resource: WatchedResource, context: WatcherContext) {
    this.#resource = resource;
    this.#context = context;
    this.#gaps = new GapKeeper(resource, context.sink);
  }

  /** Until the signal; never rejects. @param onFirst called after the first list, or the first failure. */
  async run(onFirst: () => void): Promise<void> {
    const { signal } = this.#context;
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === '') await this.#list();
        onFirst();
        await this.#watch();
      } catch (error) {
        if (signal.aborted) break;
        await this.#failed(failureOf(error), onFirst);
      }
    }
    onFirst();
    this.#gaps.flush(Date.now());
  }

  /** Begins the watch anew from where it is: it does not tell what happens. */
  restart(): void {
    this.#interrupt?.(new ApiFailure('silent', 'the watch fell silent'));
  }

  /**
   * Looks at the objects themselves, beside the watch.
   *
   * @returns whether the watch is behind; then what was found is recorded.
   */
  async crossCheck(): Promise<boolean> {
    if (this.#interrupt === null) return false;
    const { timing, signal } = this.#context;
    const version = this.#version;
    const isOfWatch = this.#interrupt;
    const sentMs = Date.now();
    const looked = await this.#read(version);
    const ahead = looked.items.filter((item) => this.#isNews(item)).map((item) => [item, this.#tag(item)]);
    if (ahead.length === 0) this.#knownUntilMs = Math.max(this.#knownUntilMs ?? 0, sentMs);
    if (ahead.length === 0 || version === null) return false;
    await pause(timing.behindMs, signal);
    const missed = ahead.filter(([item, before]) => this.#tag(item) === before).map(([item]) => item);
    if (missed.length === 0 || this.#interrupt !== isOfWatch || signal.aborted) return false;
    const nowMs = Date.now();
    const until = this.#knownUntilMs;
    for (const item of missed) {
      this.#context.sink.emit(this.#known.seen(item, 'listed', version, nowMs, until));
    }
    return true;
  }

  #isNews(item: unknown): boolean {
    return this.#resource.accepts(item) && this.#tag(item) !== textAt(item, 'metadata', 'resourceVersion');
  }

  /** The version by which an object of this name is known. */
  #tag(item: unknown): string {
    return this.#known.versionOf(textAt(item, 'metadata', 'name'));
  }

  async #list(): Promise<void> {
    const sentMs = Date.now();
    const { items, resourceVersion } = await this.#readAny();
    const version = this.#version;
    if (version === null) throw new ApiFailure('not-found', 'nothing to list');
    const receivedMs = Date.now();
    const until = this.#knownUntilMs;
    if (until === null) this.#gaps.flush(receivedMs);
    else this.#gaps.missed(until, receivedMs);
    const accepted = items.filter((item) => this.#isOurs(item));
    this.#context.sink.emit(this.#known.listed(accepted, version, receivedMs, until));
    this.#knownUntilMs = sentMs;
    this.#resourceVersion = resourceVersion === '' ? '0' : resourceVersion;
  }

  #isOurs(item: unknown): boolean {
    return this.#resource.accepts(item) || this.#known.has(textAt(item, 'metadata', 'name'));
  }

  /** The list by the first version that gives one. @throws {ApiFailure} the most telling one, when none does. */
  async #readAny(): Promise<ReadList> {
    if (this.#version !== null) return this.#read(this.#version);
    let told: ApiFailure | null = null;
    for (const version of this.#resource.versions) {
      try {
        const list = await this.#read(version);
        this.#version = version;
        return list;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== 'not-found' && failure.kind !== 'forbidden') throw failure;
        if (told === null || told.kind === 'not-found') told = failure;
      }
    }
    throw told ?? new ApiFailure('not-found', 'nothing to list');
  }

  #read(version: ResourceVersion | null): Promise<ReadList> {
    if (version === null) throw new ApiFailure('not-found', 'nothing to list');
    const { api, timing, signal } = this.#context;
    const options: GetOptions = { timeoutMs: timing.requestMs, signal };
    return readList(api, version.path, this.#resource, options);
  }

  async #watch(): Promise<void> {
    const { api, timing, signal, sink } = this.#context;
    const { labelSelector, fieldSelector, name } = this.#resource;
    const version = this.#version;
    if (version === null) return;
    const path = withQuery(version.path, {
      labelSelector,
      fieldSelector,
      watch: 1,
      allowWatchBookmarks: 'true',
      resourceVersion: this.#resourceVersion,
      timeoutSeconds: timing.watchS,
    });
    const startMs = Date.now();
    const local = new AbortController();
    let why: ApiFailure | null = null;
    const interrupt = (failure: ApiFailure) => {
      why ??= failure;
      local.abort();
    };
    const abort = () => local.abort();
    signal.addEventListener('abort', abort, { once: true });
    const silence = new ApiFailure('silent', `the watch said nothing for ${timing.silenceMs / 1000} s`);
    const watchdog = setTimeout(() => interrupt(silence), timing.silenceMs);
    // What was known when this watch began; what comes in a rush after a pause is from after that.
    let lateSinceMs: number | null = null;
    let caughtUpMs = 0;
    let hasBegun = false;
    this.#knownUntilMs ??= startMs;
    try {
      await api.watch(path, {
        timeoutMs: timing.requestMs,
        signal: local.signal,
        onOpen: () => {
          const nowMs = Date.now();
          this.#interrupt = interrupt;
          hasBegun = true;
          const untilMs = this.#knownUntilMs ?? startMs;
          if (nowMs - untilMs > PROMPT_MS) {
            lateSinceMs = untilMs;
            caughtUpMs = nowMs + CATCH_UP_MS;
          }
          // From here on the server tells all that happened since; a gap is only what comes late.
          this.#gaps.resumed();
          sink.watching(name);
        },
        onLine: (line) => {
          const nowMs = Date.now();
          const { change, object, resourceVersion } = readWatchLine(line);
          watchdog.refresh();
          if (change !== null) this.#failures = 0;
          if (resourceVersion !== '') this.#resourceVersion = resourceVersion;
          const unchangedMs = nowMs < caughtUpMs ? lateSinceMs : null;
          this.#knownUntilMs = nowMs;
          if (change === null || !this.#isOurs(object)) return;
          if (unchangedMs !== null) this.#gaps.missed(unchangedMs, nowMs);
          sink.emit(this.#known.seen(object, change, version, nowMs, unchangedMs));
        },
      });
      this.#knownUntilMs = Date.now();
    } catch (error) {
      if (why !== null) throw why;
      const failure = failureOf(error);
      if (hasBegun) this.#knownUntilMs = Math.max(this.#knownUntilMs, Date.now() - DEAD_UNNOTICED_MS);
      throw failure;
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', abort);
      this.#interrupt = null;
    }
    if (Date.now() - startMs < SHORT_MS && !signal.aborted) {
      this.#failures += 1;
      await pause(pauseAfter(this.#failures, timing, null, Math.random()), signal);
    } else this.#failures = 0;
  }

  async #failed(failure: ApiFailure, onFirst: () => void): Promise<void> {
    const { sink, signal, timing } = this.#context;
    this.#failures += 1;
    this.#gaps.opened(this.#knownUntilMs, failure, Date.now());
    if (failure.kind === 'silent' && this.#failures === 1) return;
    if (failure.kind === 'expired') {
      this.#resourceVersion = '';
      // The usual end of what a server remembers: a list puts it right.
      if (this.#failures === 1) return;
    } else {
      if (failure.kind === 'not-found') {
        this.#version = null;
        this.#resourceVersion = '';
      }
      sink.failing(this.#resource.name, failure);
    }
    onFirst();
    await pause(pauseAfter(this.#failures, timing, failure.retryAfterMs, Math.random()), signal);
  }
}

function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  throw error;
}
