import type { InstantRange } from '../../model/scaling.ts';
import type { PlainObject } from './fields.ts';

/** An object of the Kubernetes API as somebody saw it. */
export interface Observation {
  /** When it was seen, on the observer's clock; null where nothing tells (a file of objects without times). */
  readonly seen: InstantRange | null;
  /** 'listed': it was so already, and may have changed unseen. The others: a watch said so when it happened. */
  readonly change: 'listed' | 'added' | 'modified' | 'deleted';
  readonly object: PlainObject;
}
