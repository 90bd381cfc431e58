import type { Occurrence } from '../../model/scaling.ts';
import type { PodLife, ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { instantWords } from '../findings/scaling-time.ts';
import { formatBytes, formatCount, shortText, UNKNOWN } from '../format.ts';
import type { TableView } from './table-view.ts';

/** The pods of the lifecycle chart as a table; null without pods. */
export function podTable({ pods, podsLeftOut }: ScalingAnalysis, zeroMs: number): TableView | null {
  if (pods.length === 0) return null;
  const at = (occurrence: Occurrence | null) =>
    occurrence === null ? UNKNOWN : instantWords(occurrence, zeroMs);
  const columns: readonly { readonly head: string; readonly read: (pod: PodLife) => string }[] = [
    { head: 'Step', read: ({ step }) => (step === null ? UNKNOWN : String(step)) },
    { head: 'Created', read: ({ created }) => at(created) },
    { head: 'Scheduled', read: ({ scheduled }) => at(scheduled) },
    { head: 'Started', read: ({ started }) => at(started) },
    { head: 'Ready', read: ({ ready }) => at(ready) },
    { head: 'Gets traffic', read: ({ inEndpoints }) => at(inEndpoints) },
    { head: 'Told to end', read: ({ deleted }) => at(deleted) },
    { head: 'Last phase', read: ({ phase }) => shortText(phase, 40) },
    { head: 'Restarts', read: ({ restarts }) => formatCount(restarts) },
    {
      head: 'Mean CPU',
      read: ({ meanCpuCores: cores }) => (cores === null ? UNKNOWN : `${Number(cores.toPrecision(3))}`),
    },
    { head: 'Mean memory', read: ({ meanMemoryBytes }) => formatBytes(meanMemoryBytes) },
  ];
  const shown = columns.filter(({ read }) => pods.some((pod) => read(pod) !== UNKNOWN));
  return {
    caption: 'Lives of the pods',
    head: ['Pod', ...shown.map(({ head }) => head)],
    rows: pods.map((pod) => ({
      heading: shortText(pod.name, 80),
      cells: shown.map(({ read }) => read(pod)),
    })),
    note: podsLeftOut > 0 ? `${formatCount(podsLeftOut)} more pods were recorded.` : '',
  };
}

/** Events of the cluster in order of time; null without any. */
export function eventTable({ events, eventsLeftOut }: ScalingAnalysis, zeroMs: number) {
  if (events.length === 0) return null;
  return {
    count: formatCount(events.length),
    rows: events.map(({ at, count, type, reason, object, message }) => ({
      when: instantWords(at, zeroMs),
      isWarning: type === 'Warning',
      reason: shortText(reason, 60),
      count: count > 1 ? `${formatCount(count)} times` : '',
      object: shortText(`${object.kind} ${object.name}`, 100),
      message: shortText(message, 400),
    })),
    left: eventsLeftOut > 0 ? formatCount(eventsLeftOut) : '',
  };
}
