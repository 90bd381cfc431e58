import type { Tick } from '../../../src/engine/tick.ts';
import { createTickEvents } from '../../../src/engine/tick-events.ts';
import { importRuns } from '../../../src/importers/import-runs.ts';
import type { RunEvent, StartedEvent, StoppedEvent } from '../../../src/model/event.ts';
import type { Run } from '../../../src/model/run.ts';
import { sourceFileFrom } from '../../support/source-file.ts';
import { tickOf } from '../../support/tick-example.ts';

/** When the first tick of `tickOf` begins. */
export const START_MS = tickOf(0, 0, []).startMs;
export const RUN_ID = '0123456789ab';

/** The first event of a recording. */
export function startedEvent(changes: Partial<StartedEvent> = {}): StartedEvent {
  return {
    type: 'started',
    schema: 'events/1',
    id: RUN_ID,
    atMs: START_MS,
    label: 'heavy',
    labels: [{ key: 'commit', value: '4fc0e1a' }],
    version: '0.2.0',
    scenario: 'chatbot',
    host: 'http://127.0.0.1:8000',
    load: { kind: 'closed', stages: [{ fromUsers: 4, toUsers: 4, durationMs: 3000 }] },
    workers: 2,
    seed: 7,
    ...changes,
  };
}

/** The last one. */
export function stoppedEvent(second: number, changes: Partial<StoppedEvent> = {}): StoppedEvent {
  return {
    type: 'stopped',
    atMs: START_MS + second * 1000,
    reason: 'finished',
    explanation: null,
    unfinished: 0,
    ...changes,
  };
}

/** The events of these ticks between the first and the last; without a last one when `stopped` is null. */
export function eventsOf(
  ticks: readonly Tick[],
  {
    started = startedEvent(),
    stopped = stoppedEvent(ticks.length),
  }: { readonly started?: StartedEvent; readonly stopped?: StoppedEvent | null } = {},
): readonly RunEvent[] {
  const toEvents = createTickEvents();
  return [started, ...ticks.flatMap(toEvents), ...(stopped === null ? [] : [stopped])];
}

/** As `events.ndjson` holds them. */
export function linesOf(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => JSON.stringify(event));
}

/** The run that these bytes are read as. */
export async function runIn(text: string, chunkBytes?: number): Promise<Run> {
  const { runs } = await importRuns([sourceFileFrom('events.ndjson', text, chunkBytes)], {});
  const [run, ...others] = runs;
  if (run === undefined || others.length > 0) throw new Error(`${runs.length} runs`);
  return run;
}

/** The run of these ticks. */
export async function runOfTicks(...args: Parameters<typeof eventsOf>): Promise<Run> {
  return runIn(`${linesOf(eventsOf(...args)).join('\n')}\n`);
}
