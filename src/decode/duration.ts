const unitsMs = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
]);

/** Milliseconds of '500ms', '30s', '1.5m', '1h30m', '2min'. Null when the text is no duration with units. */
export function parseDurationMs(text: string): number | null {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|s|m|h)\s*/gy)];
  const length = parts.reduce((sum, part) => sum + part[0].length, 0);
  if (parts.length === 0 || length !== text.trim().length) return null;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitsMs.get(unit ?? '') ?? 0), 0);
}

/** A part of a run, as time since its start. `toMs` is null for its end. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** The period of '30s..5m', '30s..' (to the end) or '..5m' (from the start). Null when the text is none. */
export function parsePeriod(text: string): Period | null {
  const [from, to, ...rest] = text.split('..');
  if (from === undefined || to === undefined || rest.length > 0 || text.trim() === '..') return null;
  const fromMs = from.trim() === '' ? 0 : parseDurationMs(from);
  const toMs = to.trim() === '' ? null : parseDurationMs(to);
  if (fromMs === null || (to.trim() !== '' && toMs === null)) return null;
  if (toMs !== null && toMs <= fromMs) return null;
  return { fromMs, toMs };
}
