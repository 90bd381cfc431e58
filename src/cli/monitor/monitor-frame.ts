import type { ClusterState, SeenEvent } from '../../monitor/picture/cluster-picture.ts';
import { formatCount, NARROW_SPACE, shortText } from '../../report/format.ts';
import type { Paint } from '../../report/terminal/paint.ts';
import { cutMiddle } from '../../report/terminal/width.ts';
import { metricWords, phaseWords, usageWords } from './cluster-words.ts';

/** What a picture has to fit, and what is said beside it. */
export interface MonitorFrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
  readonly said: string | null;
}

/** One picture of a cluster that is watched: lines that fit the terminal. */
export function monitorFrame(state: ClusterState, options: MonitorFrameOptions): readonly string[] {
  const { columns, rows, paint, said } = options;
  const cut = (text: string) => cutMiddle(text, columns);
  const head = [
    ...replicaLines(state, cut, paint),
    ...metricLines(state, cut, paint),
    ...reachLine(state, cut, paint),
  ];
  const below = said === null ? [] : [paint('bold', cut(said))];
  const room = Math.max(0, rows - head.length - below.length - 3);
  const events = room === 0 ? [] : state.events.slice(-room);
  return [
    ...head,
    ...(events.length === 0 ? [] : ['']),
    ...events.map((event) => {
      const time = new Date(event.receivedMs).toISOString().slice(11, 19);
      return paint(event.isWarning ? 'warn' : 'dim', cut(`${time} ${eventWords(event)}`));
    }),
    ...below,
  ]
    .slice(0, Math.max(1, rows - 1))
    .map((line) => line.replaceAll(NARROW_SPACE, ' '));
}

function replicaLines(
  { workload, autoscaler, phases, inEndpoints }: ClusterState,
  cut: (text: string) => string,
  paint: Paint,
): readonly string[] {
  if (workload === null) return ['waiting for the cluster'];
  const { kind, name, ready, desired } = workload;
  const bounds =
    autoscaler === null
      ? 'no autoscaler'
      : `between ${formatCount(autoscaler.minReplicas)} and ${formatCount(autoscaler.maxReplicas)}`;
  const served = inEndpoints === null ? '' : `; ${formatCount(inEndpoints)} in the endpoints`;
  const pods = phases.size === 0 ? 'no pods' : [...phases].map(phaseWords).join(', ');
  return [
    paint('bold', cut(`${kind} ${shortText(name, 100)}`)),
    paint(
      ready < desired ? 'warn' : 'pass',
      cut(`replicas: ${formatCount(ready)} ready of ${formatCount(desired)} (${bounds})${served}`),
    ),
    cut(`pods:     ${pods}`),
  ];
}

function metricLines(state: ClusterState, cut: (text: string) => string, paint: Paint): readonly string[] {
  const usage = usageWords(state);
  return [
    ...(state.autoscaler?.metrics ?? []).map(({ name, current, target, isOver }) => {
      const line = cut(`target:   ${metricWords(name, current, target)}`);
      return isOver ? paint('warn', line) : line;
    }),
    ...(usage === null ? [] : [cut(`usage:    ${usage}`)]),
  ];
}

function reachLine(
  { reachability }: ClusterState,
  cut: (text: string) => string,
  paint: Paint,
): readonly string[] {
  if (reachability === null) return [];
  const { isReachable, message } = reachability;
  const words = `${isReachable ? 'answers' : 'does not answer'} (${shortText(message, 80)})`;
  return [paint(isReachable ? 'pass' : 'fail', cut(`service:  ${words}`))];
}

/** 'SuccessfulRescale HorizontalPodAutoscaler/web: New size: 4; …' */
export function eventWords({ reason, object, message }: SeenEvent): string {
  return `${shortText(reason, 60)} ${shortText(object, 100)}: ${shortText(message, 200)}`;
}
