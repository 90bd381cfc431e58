import type { RunEvent } from '../../model/event.ts';
import type { ClusterState } from '../../monitor/picture/cluster-picture.ts';

/** Shows a cluster that is watched. */
export interface MonitorView {
  changed(state: ClusterState, events: readonly RunEvent[]): void;
  /** Everything was seen once. */
  begun(): void;
  /** What is wrong, or right again. */
  say(text: string): void;
  /** Must be called in every case. */
  close(): void;
}
