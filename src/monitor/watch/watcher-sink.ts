import type { ClusterGapEvent, ClusterObjectEvent } from '../../model/event.ts';
import type { ApiFailure } from '../api/api-failure.ts';

/** Where a watcher tells what it finds. */
export interface WatcherSink {
  emit(events: readonly (ClusterObjectEvent | ClusterGapEvent)[]): void;
  /** The resource is followed; again, after a failure. */
  watching(resource: string): void;
  /** The resource is not followed for now; it is tried again. */
  failing(resource: string, failure: ApiFailure): void;
}
