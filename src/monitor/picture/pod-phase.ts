import { at, type Fields, listAt, textAt } from '../objects/fields.ts';

/** A pod's state as kubectl's STATUS column words it. */
export function phaseOfPod(pod: Fields): string {
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return 'Terminating';
  for (const status of listAt(pod, 'status', 'containerStatuses')) {
    const reason =
      textAt(status, 'state', 'waiting', 'reason') || textAt(status, 'state', 'terminated', 'reason');
    if (reason !== '') return reason;
  }
  return textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase') || 'Unknown';
}

export function isReadyPod(pod: Fields): boolean {
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return false;
  return listAt(pod, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'True',
  );
}
