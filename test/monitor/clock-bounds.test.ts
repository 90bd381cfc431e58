import { expect, it } from 'vitest';
import {
  boundsOfLook,
  type ClockBounds,
  narrowed,
  untilTellingLook,
} from '../../src/monitor/clock/clock-bounds.ts';

it('one look tells the difference to a second and the round trip', () => {
  // Asked at 10.0 s, answered at 10.2 s: it was 15 s to 16 s over there.
  expect(boundsOfLook({ dateMs: 15_000, sentMs: 10_000, receivedMs: 10_200 })).toEqual({
    leastMs: 4800,
    mostMs: 6000,
  });
});

it('looks at the moments that tell most find any difference to some ms', () => {
  for (const truthMs of [0, 37_000, -37_000, 4321, -999.5, 123_456_789]) {
    let bounds: ClockBounds | null = null;
    let nowMs = Date.UTC(2026, 10, 24, 1, 2, 3, 456);
    for (let looks = 0; looks < 9; looks += 1) {
      const servedMs = nowMs + 2 + truthMs;
      const look = { dateMs: 1000 * Math.floor(servedMs / 1000), sentMs: nowMs, receivedMs: nowMs + 4 };
      bounds = narrowed(bounds, boundsOfLook(look));
      expect(truthMs).toBeGreaterThanOrEqual(bounds.leastMs);
      expect(truthMs).toBeLessThanOrEqual(bounds.mostMs);
      nowMs += 4;
      nowMs += untilTellingLook(bounds, nowMs, 2);
    }
    expect((bounds?.mostMs ?? 0) - (bounds?.leastMs ?? 0)).toBeLessThan(12);
  }
});

it('a clock that was set is believed as it is now', () => {
  const before = { leastMs: 4800, mostMs: 5200 };
  expect(narrowed(before, { leastMs: -300, mostMs: 700 })).toEqual({ leastMs: -300, mostMs: 700 });
});
