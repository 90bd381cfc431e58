import type { LoadModel } from '../model/run.ts';
import { formatCount, formatDuration, formatRate } from './format.ts';

/** More stages than this are cut: the chart of users tells the rest. */
const MOST_STAGES = 6;

interface Stage {
  readonly from: number;
  readonly to: number;
  readonly durationMs: number;
}

/**
 * The load model in words: 'closed: 100 users, 10 per s, 15 min', 'open: 50/s, Poisson, 10 min'; 'closed' alone where
 * no more is known; null where nothing is.
 */
export function loadWords(load: LoadModel): string | null {
  if (load.kind === 'unknown') return null;
  const words = load.kind === 'closed' ? closedWords(load.stages.map(userStage)) : openWords(load);
  return words === '' ? load.kind : `${load.kind}: ${words}`;
}

function closedWords(stages: readonly Stage[]): string {
  const [ramp, hold, ...others] = stages;
  const isSpawning = ramp !== undefined && ramp.from === 0 && ramp.to > 0 && ramp.durationMs > 0;
  if (
    isSpawning &&
    hold !== undefined &&
    others.length === 0 &&
    hold.from === ramp.to &&
    hold.to === ramp.to
  ) {
    const perS = ramp.to / (ramp.durationMs / 1000);
    return `${users(ramp.to)}, ${formatWhole(perS)} per s, ${formatDuration(ramp.durationMs + hold.durationMs)}`;
  }
  return stagesInWords(stages, users, (from, to) => `${formatCount(from)} to ${users(to)}`);
}

function openWords({ stages, arrivals }: Extract<LoadModel, { kind: 'open' }>): string {
  const perS = (rate: number) => `${formatWhole(rate)}/s`;
  const process = arrivals === 'poisson' ? 'Poisson' : 'evenly spaced';
  const [only, ...others] = stages;
  if (only === undefined) return process;
  if (others.length === 0 && only.fromPerS === only.toPerS) {
    return `${perS(only.fromPerS)}, ${process}, ${formatDuration(only.durationMs)}`;
  }
  const words = stagesInWords(
    stages.map(rateStage),
    perS,
    (from, to) => `${formatWhole(from)} to ${perS(to)}`,
  );
  return `${words}, ${process}`;
}

function userStage({
  fromUsers,
  toUsers,
  durationMs,
}: {
  fromUsers: number;
  toUsers: number;
  durationMs: number;
}) {
  return { from: fromUsers, to: toUsers, durationMs };
}

function rateStage({
  fromPerS,
  toPerS,
  durationMs,
}: {
  fromPerS: number;
  toPerS: number;
  durationMs: number;
}) {
  return { from: fromPerS, to: toPerS, durationMs };
}

function stagesInWords(
  stages: readonly Stage[],
  level: (amount: number) => string,
  ramp: (from: number, to: number) => string,
): string {
  const words = stages
    .slice(0, MOST_STAGES)
    .map(({ from, to, durationMs }) =>
      from === to
        ? `${level(to)} for ${formatDuration(durationMs)}`
        : `${ramp(from, to)} in ${formatDuration(durationMs)}`,
    );
  return [...words, ...(stages.length > MOST_STAGES ? ['…'] : [])].join(', ');
}

function users(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'user' : 'users'}`;
}

/** '10', '0.50', '2.5': whole rates without a fraction. */
function formatWhole(perS: number): string {
  return Number.isInteger(perS) ? formatCount(perS) : formatRate(perS);
}
