import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../model/verdict.ts';
import type { Tone } from '../../report/findings.ts';
import { entryFolder } from '../../store/layout.ts';

/** What a list says of a run's verdict. */
export interface Badge {
  readonly outcome: Outcome;
  readonly text: string;
  readonly tone: Tone;
}

/** The verdict is the last key of `result.json`, which may hold megabytes of series before it. */
const TAIL_BYTES = 131_072;
const VERDICT = '\n  "verdict": ';

const badges = new Map<string, Badge>([
  ['pass', { outcome: 'pass', text: 'Passed', tone: 'pass' }],
  ['fail', { outcome: 'fail', text: 'Missed', tone: 'fail' }],
  ['inconclusive', { outcome: 'inconclusive', text: 'Not enough data', tone: 'warn' }],
]);

/** Reads verdicts of stored runs, and again only where the result has changed. */
export function createVerdictReader(store: string): (id: string) => Promise<Badge | null> {
  const known = new Map<string, { readonly changedMs: number; readonly badge: Badge | null }>();
  return async (id) => {
    const file = await open(join(entryFolder(store, id), 'result.json'), 'r').catch(() => null);
    if (file === null) return null;
    try {
      const { size, mtimeMs } = await file.stat();
      const before = known.get(id);
      if (before?.changedMs === mtimeMs) return before.badge;
      const position = Math.max(0, size - TAIL_BYTES);
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(TAIL_BYTES), position });
      const badge = badgeIn(buffer.toString('utf8', 0, bytesRead));
      known.set(id, { changedMs: mtimeMs, badge });
      return badge;
    } catch {
      return null;
    } finally {
      await file.close();
    }
  };
}

/** Null where nothing was judged, or the text is no end of a result. */
function badgeIn(tail: string): Badge | null {
  const at = tail.lastIndexOf(VERDICT);
  if (at === -1) return null;
  try {
    const { verdict } = JSON.parse(`{${tail.slice(at)}`) as { verdict: { outcome?: unknown } | null };
    return badges.get(String(verdict?.outcome)) ?? null;
  } catch {
    return null;
  }
}
