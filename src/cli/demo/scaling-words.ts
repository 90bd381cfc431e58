import type { DemoTruth } from '../../demo/truth/demo-truth.ts';
import { formatElapsed } from '../../report/format.ts';

/** Decisions beyond these are left out: two lines are to be read at a glance. */
const MOST_SHOWN = 6;

/**
 * How the cluster really scaled between two instants (Unix epoch ms), in two lines.
 *
 * @returns lines without line feeds.
 */
export function scalingLines(
  { scaling, compression }: DemoTruth,
  fromMs: number,
  toMs: number,
): readonly string[] {
  const at = (instantMs: number) => formatElapsed(instantMs - fromMs);
  const during = scaling.replicas.filter(({ atMs }) => atMs <= toMs);
  const first = during.filter(({ atMs }) => atMs <= fromMs).at(-1) ?? during[0];
  const most = during.reduce((best, one) => (one.ready > best.ready ? one : best), first ?? NONE);
  const decisions = scaling.decisions.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  const steps = decisions.slice(0, MOST_SHOWN).map(({ atMs, from, to }) => `${from} to ${to} at ${at(atMs)}`);
  const more = decisions.length > MOST_SHOWN ? `, and ${decisions.length - MOST_SHOWN} more` : '';
  const began = first?.ready ?? 0;
  const reached =
    most.ready > began ? `${most.ready} were ready at ${at(most.atMs)}` : 'there were never more';
  return [
    `The cluster began with ${began} pods, and ${reached}; each second was ${compression} of the cluster's.`,
    decisions.length === 0
      ? 'Its autoscaler decided nothing.'
      : `Its autoscaler decided: ${steps.join(', ')}${more}.`,
  ];
}

const NONE = { atMs: 0, ready: 0 };
