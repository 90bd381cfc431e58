import type { LoadTest } from '../../../src/engine/load-test.ts';
import { startLoadTest } from '../../../src/engine/start-load-test.ts';
import { createTickEvents } from '../../../src/engine/tick-events.ts';
import { recording } from '../../../src/importers/recording/recording.ts';
import type { RunEvent } from '../../../src/model/event.ts';
import type { Run } from '../../../src/model/run.ts';
import { sourceFileFrom } from '../../support/source-file.ts';
import { type MachineNoise, watchMachine } from './machine-noise.ts';

/** Runs a test, records it, and reads the recording: the way of `plimsoll run`. */
export async function recordedRun(test: LoadTest): Promise<{ run: Run; noise: MachineNoise }> {
  const eventsOf = createTickEvents();
  const events: RunEvent[] = [];
  const running = await startLoadTest(test, (tick) => void events.push(...eventsOf(tick)));
  const noiseOf = watchMachine();
  const { endMs, reason, unfinished } = await running.done;
  const noise = noiseOf();
  const lines: readonly RunEvent[] = [
    {
      type: 'started',
      schema: 'events/1',
      id: 'abcdef012345',
      atMs: running.startMs,
      label: 'truth',
      labels: [],
      version: '0.1.0',
      scenario: 'chatbot',
      host: test.http.host,
      load: test.load,
      workers: test.workers,
      seed: test.seed,
    },
    ...events,
    { type: 'stopped', atMs: endMs, reason, explanation: null, unfinished },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const [group] = recording.claims([sourceFileFrom('events.ndjson', text)]);
  if (group === undefined) throw new Error('The recording was not recognised.');
  const run = await recording.read(group, { label: group.label, progress: () => {} });
  return { run, noise };
}
