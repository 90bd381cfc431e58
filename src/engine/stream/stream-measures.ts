import type { MeasureId } from '../../model/measure.ts';

/** When what of an answer came; times of `performance.now()`, in ms. */
export interface StreamTimes {
  readonly sentAtMs: number;
  /** Of the first chunk, even one without text; null when none came. */
  readonly firstChunkAtMs: number | null;
  /** Chunks with and without text. */
  readonly chunks: number;
  /** Of each chunk with text. */
  readonly contentAtMs: readonly number[];
  readonly tokens: number;
}

/** One value of one measure. */
export interface StreamMeasure {
  readonly id: MeasureId;
  readonly value: number;
}

/**
 * The measures of one answer by statistics.md, section 7. What lies between chunks needs two of them: an answer that
 * came in one piece has no time per token, rather than one of 0.
 */
export function streamMeasures(times: StreamTimes): readonly StreamMeasure[] {
  const { sentAtMs, firstChunkAtMs, contentAtMs, tokens } = times;
  const measures: StreamMeasure[] = [];
  const add = (id: MeasureId, value: number) => measures.push({ id, value });
  if (firstChunkAtMs !== null) add('ttft.firstChunk', firstChunkAtMs - sentAtMs);
  const first = contentAtMs[0];
  const last = contentAtMs.at(-1);
  if (first === undefined || last === undefined) return measures;
  add('ttft.firstContent', first - sentAtMs);
  add('e2e.lastContent', last - sentAtMs);
  add('tokens', tokens);
  for (let i = 1; i < contentAtMs.length; i += 1) {
    add('itl.gap', (contentAtMs[i] ?? 0) - (contentAtMs[i - 1] ?? 0));
  }
  if (tokens < 2) return measures;
  if (times.chunks > 1) add('tpot', (last - (firstChunkAtMs ?? first)) / (tokens - 1));
  if (contentAtMs.length > 1) add('itl.request', (last - first) / (tokens - 1));
  if (last > first) add('tokens-per-second', ((tokens - 1) / (last - first)) * 1000);
  return measures;
}
