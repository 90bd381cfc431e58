import type { InstantRange, ReplicaSeries } from '../../model/scaling.ts';
import { objectsAt, type PlainObject, textAt, valueAt } from './fields.ts';
import type { Observation } from './observation.ts';
import { ReplicaHistory } from './replica-history.ts';

/** Follows the addresses to which one service sends traffic: an Endpoints object, or its EndpointSlices together. */
export class EndpointHistory {
  readonly #count: ReplicaHistory;
  readonly #slices = new Map<string, ReadonlySet<string>>();
  readonly #pods = new Set<string>();

  constructor(source: string) {
    this.#count = new ReplicaHistory('in-endpoints', source);
  }

  /** The pods that ever were among them. */
  get pods(): ReadonlySet<string> {
    return this.#pods;
  }

  /** @returns the pods that were not among the addresses before. */
  observe(
    { change, object }: Observation,
    seen: InstantRange,
  ): { readonly added: readonly string[]; readonly isFirst: boolean } {
    const isFirst = this.#slices.size === 0;
    const before = this.#addresses();
    const slice = textAt(object, 'metadata', 'name') ?? '';
    const addresses = change === 'deleted' ? [] : addressesOf(object);
    this.#slices.set(slice, new Set(addresses.map(({ address }) => address)));
    this.#count.observe(this.#addresses().size, seen, change);
    const pods = addresses.flatMap(({ pod, address }) => (pod !== null && !before.has(address) ? [pod] : []));
    for (const pod of pods) this.#pods.add(pod);
    return { added: pods, isFirst };
  }

  finish(toMs: number): ReplicaSeries | null {
    this.#count.extendTo(toMs);
    return this.#count.finish();
  }

  #addresses(): ReadonlySet<string> {
    return new Set([...this.#slices.values()].flatMap((addresses) => [...addresses]));
  }
}

interface Address {
  readonly address: string;
  readonly pod: string | null;
}

/** Those that get traffic. */
function addressesOf(object: PlainObject): readonly Address[] {
  if (textAt(object, 'kind') === 'Endpoints') {
    return objectsAt(object, 'subsets').flatMap((subset) =>
      objectsAt(subset, 'addresses').flatMap((entry) => {
        const address = textAt(entry, 'ip');
        return address === null ? [] : [{ address, pod: textAt(entry, 'targetRef', 'name') }];
      }),
    );
  }
  return objectsAt(object, 'endpoints').flatMap((endpoint) => {
    // A condition that is not stated counts as ready (discovery.k8s.io/v1, EndpointConditions).
    if (valueAt(endpoint, 'conditions', 'ready') === false) return [];
    const addresses = valueAt(endpoint, 'addresses');
    const [address] = Array.isArray(addresses) ? addresses : [];
    return typeof address === 'string' ? [{ address, pod: textAt(endpoint, 'targetRef', 'name') }] : [];
  });
}
