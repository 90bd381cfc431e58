import type { Analysis } from '../../model/analysis.ts';
import { type EndpointKey, endpointLabel } from '../../model/endpoint-key.ts';
import { formatElapsed, shortText } from '../format.ts';

/** A piece of a sentence. The pieces are joined as they are: spaces and full stops are within them. */
export interface Phrase {
  /** Control characters are made visible; markup is not escaped. */
  readonly text: string;
  readonly strong: boolean;
}

export type Tone = 'pass' | 'fail' | 'warn' | 'neutral';

/** What a report says first. */
export interface Headline {
  readonly badge: { readonly text: string; readonly tone: Tone };
  /** One sentence without a full stop. Control characters are made visible; markup is not escaped. */
  readonly title: string;
  readonly lead: readonly Phrase[];
}

/** What stands above and below a figure. Control characters are made visible; markup is not escaped. */
export interface Finding {
  /** The finding when a rule fires, else the plain name of the figure. One sentence without a full stop. */
  readonly title: string;
  /** One or two sentences: how to read the figure. */
  readonly note: string;
}

export function plain(text: string): Phrase {
  return { text, strong: false };
}

export function strong(text: string): Phrase {
  return { text, strong: true };
}

/** The endpoint as it can stand in a sentence: 'POST /chat', cut to 60 characters. */
export function nameOf(key: EndpointKey): string {
  return namedText(endpointLabel(key), 60);
}

/** `shortText` of a name, or '(no name)' where nothing would be seen. */
export function namedText(name: string, length?: number): string {
  const shown = shortText(name, length);
  return shown.trim() === '' ? '(no name)' : shown;
}

/** '1 request', '2 requests'. `count` is formatted by the caller. */
export function counted(n: number, count: string, singular: string, plural = `${singular}s`): string {
  return `${count} ${n === 1 ? singular : plural}`;
}

/** Whether the steady state is a part of the run and not all of it. */
export function isTrimmed({ phases, run }: Analysis): boolean {
  if (phases.method !== 'given' && phases.method !== 'detected') return false;
  return phases.steadyStartMs !== run.startMs || phases.steadyEndMs !== run.endMs;
}

/** 'over the steady state' when the steady state is a part of the run, else 'over the run'. */
export function overWhat(analysis: Analysis): string {
  return isTrimmed(analysis) ? 'over the steady state' : 'over the run';
}

/** An instant as time since the start of the run: '1:10'. */
export function elapsedIn(analysis: Analysis, atMs: number): string {
  return formatElapsed(atMs - (analysis.run.startMs ?? atMs));
}
