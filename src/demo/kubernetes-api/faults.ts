import type { ChangeHistory } from './change-history.ts';
import { type ApiResource, qualifiedName } from './resource.ts';
import type { Watch } from './watch.ts';

/** What goes wrong, for tests of clients. */
export interface FaultRule {
  /** 'pods', 'horizontalpodautoscalers.autoscaling', 'pods.metrics.k8s.io'. Default: every request, discovery too. */
  readonly resource?: string;
  /** Default: all. Only requests of resources have one. */
  readonly verb?: 'get' | 'list' | 'watch';
  /** How often it happens. Default: until it is taken back. */
  readonly times?: number;
  /** Waits so long before anything else. */
  readonly delayMs?: number;
  /** Answers with this failure, in the words of Kubernetes. */
  readonly status?: 401 | 403 | 404 | 410 | 429 | 500 | 503;
  /** Closes the connection without an answer. */
  readonly cut?: boolean;
  /** Of a watch: opens it and sends nothing. */
  readonly silent?: boolean;
}

/** What faults happen to. */
interface Target {
  readonly resource: ApiResource | null;
  readonly verb: 'get' | 'list' | 'watch' | null;
}

/** Makes an API server go wrong. There is no way to it through the network. */
export class Faults {
  readonly #history: ChangeHistory;
  readonly #watches: ReadonlySet<Watch>;
  #rules: { readonly rule: FaultRule; left: number }[] = [];

  constructor(history: ChangeHistory, watches: ReadonlySet<Watch>) {
    this.#history = history;
    this.#watches = watches;
  }

  /** From now on. The function that comes back takes it back. */
  add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.push(entry);
    return () => {
      this.#rules = this.#rules.filter((each) => each !== entry);
    };
  }

  /** Takes all rules back. */
  clear(): void {
    this.#rules = [];
  }

  /** How many watches are open. */
  openWatches(resource?: string): number {
    return this.#of(resource).length;
  }

  /** Cuts the connections of open watches, of one resource or all; with `midEvent` in the middle of a line. */
  cutWatches(resource?: string, { midEvent = false }: { readonly midEvent?: boolean } = {}): void {
    for (const watch of this.#of(resource)) watch.cut(midEvent);
  }

  /** Ends open watches as a server does that has had enough of them. */
  endWatches(resource?: string): void {
    for (const watch of this.#of(resource)) watch.end();
  }

  /** Open watches stay open and never say anything again. */
  silenceWatches(resource?: string): void {
    for (const watch of this.#of(resource)) watch.silence();
  }

  /** Forgets all changes until now: 410 for who asks for them, and for every open watch in its stream. */
  expire(): void {
    this.#history.forget();
    for (const watch of this.#watches) {
      const { source } = watch.request.resource;
      if (source !== null) watch.expire(this.#history.oldest(source));
    }
  }

  /** The rules that a request meets, each counted as having happened. */
  meet({ resource, verb }: Target): readonly FaultRule[] {
    const name = resource === null ? null : qualifiedName(resource);
    const met = this.#rules.filter(
      ({ rule, left }) =>
        left > 0 &&
        (rule.resource === undefined || rule.resource === name) &&
        (rule.verb === undefined || rule.verb === verb),
    );
    for (const entry of met) entry.left -= 1;
    return met.map(({ rule }) => rule);
  }

  #of(resource: string | undefined): readonly Watch[] {
    const all = [...this.#watches];
    return resource === undefined
      ? all
      : all.filter(({ request }) => qualifiedName(request.resource) === resource);
  }
}
