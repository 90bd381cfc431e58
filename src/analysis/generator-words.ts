import type { FlaggedPeriod, GeneratorAnalysis } from '../model/analysis.ts';
import type { GeneratorRecord } from '../model/generator.ts';
import { grouped } from './grouped.ts';

type Reason = FlaggedPeriod['reason'];
type Figures = Pick<
  GeneratorAnalysis,
  'secondsJudged' | 'secondsAtFault' | 'peakEventLoopUtilization' | 'peakStolenShare' | 'peakLateP99Ms'
>;

/** What was amiss in a period, with its figures. `part`: rows of the record, [from, to). */
export function describePeriod(
  reason: Reason,
  record: GeneratorRecord,
  part: { readonly from: number; readonly to: number },
  limitMs: number,
): string {
  const most = (column: readonly (number | null)[]) =>
    column.slice(part.from, part.to).reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
  switch (reason) {
    case 'busy':
      return `The event loop of the busiest worker was busy up to ${percent(most(record.eventLoopUtilization))} of the time.`;
    case 'stolen':
      return `The generator was ready to run and had no core for up to ${percent(most(record.stolenShare))} of the time: other processes had it.`;
    case 'late':
      return `Though connections were free, it took up to ${milliseconds(most(record.lateP99Ms))} after they were due to send 99 % of a second's requests; up to ${milliseconds(limitMs)} would not matter.`;
    case 'in-flight-limit':
      return `As many tasks were under way as are allowed (${grouped(most(record.inFlight))}), and up to ${grouped(most(record.waiting))} waited: the service answered more slowly than tasks came. Their waiting is in their response times.`;
  }
}

/** One sentence with the figures at their worst. */
export function describeKeptUp(figures: Figures, flagged: readonly FlaggedPeriod[]): string {
  const facts = [
    ...known(
      figures.peakEventLoopUtilization,
      (share) => `its event loop was at most ${percent(share)} busy`,
    ),
    ...known(
      figures.peakStolenShare,
      (share) => `other processes took at most ${percent(share)} of its time`,
    ),
    ...known(
      figures.peakLateP99Ms,
      (ms) => `in the worst second 99 % of what was due was sent within ${milliseconds(ms)}`,
    ),
  ];
  const own = flagged.filter(({ reason }) => reason !== 'in-flight-limit').length;
  const few = own === 0 ? '' : ' Some seconds are flagged, too few to matter.';
  const seen = facts.length === 0 ? 'nothing was amiss' : listed(facts);
  return `In ${figures.secondsJudged} s judged, ${seen}.${few}`;
}

/** One sentence: for how long the generator was the bottleneck, and by what. */
export function describeSaturation(figures: Figures, reasons: ReadonlySet<Reason>): string {
  const facts = [
    ...(reasons.has('busy')
      ? known(figures.peakEventLoopUtilization, (share) => `its event loop was up to ${percent(share)} busy`)
      : []),
    ...(reasons.has('stolen')
      ? known(figures.peakStolenShare, (share) => `other processes took up to ${percent(share)} of its time`)
      : []),
    ...(reasons.has('late')
      ? known(
          figures.peakLateP99Ms,
          (ms) => `requests were sent up to ${milliseconds(ms)} late (p99 of a second)`,
        )
      : []),
  ];
  return `The load generator was the bottleneck in ${figures.secondsAtFault} of ${figures.secondsJudged} s: ${listed(facts)}. What was measured then is its own delay and not the service's.`;
}

/** What to do, for the reasons at hand. */
export function advice(reasons: ReadonlySet<Reason>, workers: number): string {
  if (reasons.has('busy')) {
    return `Use fewer users or a lower rate, more workers (--workers ${workers + 1}) where cores are free, or another machine.`;
  }
  if (reasons.has('stolen')) return 'Quiet this machine, or run the test from another one.';
  return 'Use a lower rate or a faster machine, and stop what else runs on this one.';
}

function known(value: number | null, words: (value: number) => string): readonly string[] {
  return value === null ? [] : [words(value)];
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** '35 %' of 0.343: rounded up, since it stands after 'at most'. */
function percent(share: number): string {
  return `${Math.ceil(Number((share * 100).toFixed(6)))} %`;
}

/** '1.6 ms', '212 ms'. */
function milliseconds(ms: number): string {
  return `${ms < 9.95 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
