import type { SeededRandom } from '../random.ts';

export type LightEndpoint = 'health' | 'stats' | 'metrics';

/** How a pod serves. The numbers make the presets of scenarios.md scale as its table expects: docs/demo-target.md. */
export const MODEL = {
  /** Answers that a pod generates at a time. */
  slots: 8,
  /** Requests that wait for a slot; more are refused. */
  queueLimit: 128,
  queueTimeoutMs: 30_000,
  chatMedianMs: 1200,
  chatSigma: 0.65,
  firstTokenMedianMs: 250,
  firstTokenSigma: 0.4,
  tokenGapMs: 25,
  /** A light answer takes `least` ms and a lognormal time. */
  light: {
    health: { leastMs: 10, medianMs: 8, sigma: 0.6 },
    stats: { leastMs: 11, medianMs: 11, sigma: 0.5 },
    metrics: { leastMs: 13, medianMs: 13, sigma: 0.55 },
  },
  idleMillicores: 30,
  /** While the program loads. */
  startingMillicores: 350,
  millicoresPerAnswer: 70,
  /** Of CPU time, for one light answer. */
  lightMillicoreMs: 2000,
  idleMemoryBytes: 80 * 1024 ** 2,
  memoryPerAnswerBytes: 3 * 1024 ** 2,
} as const;

/**
 * The time to generate one answer that is not streamed.
 *
 * @param busyShare of the pod's slots, this answer's included, in 0..1.
 */
export function drawChatMs(random: SeededRandom, busyShare: number): number {
  return random.lognormal(MODEL.chatMedianMs, MODEL.chatSigma) * crowding(busyShare);
}

/** How much slower answers come when they share a pod that is nearly full: up to 1.6 times with all slots busy. */
export function crowding(busyShare: number): number {
  return 1 + 0.6 * Math.max(0, (busyShare - 0.75) / 0.25);
}

export function drawFirstTokenMs(random: SeededRandom): number {
  return random.lognormal(MODEL.firstTokenMedianMs, MODEL.firstTokenSigma);
}

export function drawTokenGapMs(random: SeededRandom): number {
  return random.exponential(MODEL.tokenGapMs);
}

/**
 * The time of a light answer. It needs no slot, but shares the CPU: up to 90 % of the slots busy it is not slower, and
 * from there on in proportion to what waits.
 *
 * @param pressure answers under way and waiting, per slot.
 */
export function drawLightMs(random: SeededRandom, endpoint: LightEndpoint, pressure: number): number {
  const { leastMs, medianMs, sigma } = MODEL.light[endpoint];
  const slowdown = 1 + 2 * Math.min(6, Math.max(0, pressure - 0.9));
  return (leastMs + random.lognormal(medianMs, sigma)) * slowdown;
}
