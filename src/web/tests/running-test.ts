import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { entryFolder, RECORDING_FILE } from '../../store/layout.ts';
import { newRunId } from '../../store/recording.ts';
import { refusalOf } from '../command-queue.ts';
import type { CommandOutcome, Commands, StartedCommand } from '../commands.ts';
import { Refusal } from '../refusal.ts';
import type { RunList } from '../runs/list-runs.ts';

const BETWEEN_LOOKS_MS = 50;

/** The test that this server runs: one at a time. */
export interface RunningTest {
  /**
   * Starts a test.
   *
   * @returns the id of its run, when its recording has begun.
   * @throws {Refusal} 409 with who runs already; 422 with what the command says when it does not begin.
   */
  start(args: readonly string[]): Promise<string>;
  /** The id of the test that runs now; null when none does, or none that was started here. */
  current(): string | null;
  /** Ends it softly, and at once the second time. False when it does not run here. */
  stop(id: string): boolean;
  /** What a test that was started here said when it ended badly; null else. */
  problemOf(id: string): string | null;
  /** Ends it softly and waits until it is saved; called again meanwhile, at once. */
  close(): Promise<void>;
}

export function createRunningTest(
  store: string,
  commands: Commands,
  list: () => Promise<RunList>,
): RunningTest {
  let running: { readonly id: string; readonly command: StartedCommand } | null = null;
  let isStarting = false;
  const problems = new Map<string, string>();
  const begin = async (args: readonly string[]): Promise<string> => {
    await refuseSecond(running?.id ?? null, list);
    const id = newRunId(Date.now());
    const command = commands.start(args, id);
    const mine = { id, command };
    running = mine;
    let outcome: CommandOutcome | null = null;
    void command.ended.then((ended) => {
      outcome = ended;
      if (running === mine) running = null;
      if (endedBadly(ended)) problems.set(id, ended.stderr.trim());
    });
    const recording = join(entryFolder(store, id), RECORDING_FILE);
    while (outcome === null && !existsSync(recording)) await sleep(BETWEEN_LOOKS_MS);
    if (!existsSync(recording)) throw refusalOf((await command.ended).stderr);
    return id;
  };
  return {
    async start(args) {
      if (isStarting) throw new Refusal(409, 'another test is being started');
      isStarting = true;
      try {
        return await begin(args);
      } finally {
        isStarting = false;
      }
    },
    current: () => running?.id ?? null,
    stop(id) {
      if (running?.id !== id) return false;
      running.command.interrupt();
      return true;
    },
    problemOf: (id) => problems.get(id) ?? null,
    async close() {
      if (running === null) return;
      const { command } = running;
      command.interrupt();
      await command.ended;
    },
  };
}

/** Neither met nor missed nor undecided, nor stopped by the user; see the exit codes of the command line. */
function endedBadly({ exitCode }: CommandOutcome): boolean {
  return ![0, 1, 3, 130].includes(exitCode ?? -1);
}

/** @throws {Refusal} 409. */
async function refuseSecond(own: string | null, list: () => Promise<RunList>): Promise<void> {
  const { unfinished } = await list();
  const other = unfinished.find(({ id, isRunning }) => isRunning || id === own);
  if (other === undefined && own === null) return;
  const who = other === undefined ? 'a test' : `"${other.label}" (${other.id})`;
  throw new Refusal(
    409,
    `${who} is running`,
    'One test at a time: two would measure each other. Wait for it, or stop it.',
  );
}
