import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEventLine } from '../../decode/event-line.ts';
import { entryFolder, RECORDING_FILE, RUN_FILE } from '../../store/layout.ts';
import { LiveTest } from './live-test.ts';

/** Recordings grow once a second. */
const BETWEEN_LOOKS_MS = 250;
/** So much is read before others have a turn. */
const CHUNK_BYTES = 262_144;
/** No line is so long; one that is was damaged. */
const LONGEST_LINE = 8_000_000;
/** A test that runs records every second; a machine may be slow. */
const SILENT_MS = 10_000;

/** How far a test is: 'lost' when nothing is recorded any more and nothing was made of it. */
export type LivePhase = 'waiting' | 'running' | 'saving' | 'stored' | 'lost';

/** A recording that is read as it grows. */
export interface FollowedRecording {
  readonly test: LiveTest;
  readonly phase: LivePhase;
  /** Counts what was read: with a new number there is something new. */
  readonly version: number;
  /** Resolves when there is something newer than `version`, or after `withinMs`. */
  changed(version: number, withinMs: number): Promise<void>;
  stop(): void;
}

/** Follows the recording of a run from its beginning, until its run is stored or it is stopped. */
export function followRecording(store: string, id: string): FollowedRecording {
  const folder = entryFolder(store, id);
  const reader = createReader(join(folder, RECORDING_FILE));
  let isStopped = false;
  let phase: LivePhase = 'waiting';
  let version = 0;
  let grewMs = Date.now();
  let wake: () => void = () => {};
  let woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const tell = () => {
    version += 1;
    const before = wake;
    woken = new Promise((resolve) => {
      wake = resolve;
    });
    before();
  };
  const look = async () => {
    const hasGrown = await reader.read();
    if (hasGrown) grewMs = Date.now();
    const next = await phaseOf(reader.test, folder, hasGrown || Date.now() - grewMs < SILENT_MS);
    if (!hasGrown && next === phase) return;
    phase = next;
    tell();
  };
  const go = async () => {
    while (!isStopped && phase !== 'stored') {
      await look().catch(() => {});
      if (!reader.isBehind) await sleep(BETWEEN_LOOKS_MS);
    }
    await reader.close();
  };
  void go();
  return {
    test: reader.test,
    get phase() {
      return phase;
    },
    get version() {
      return version;
    },
    async changed(seen, withinMs) {
      if (version !== seen || isStopped) return;
      const enough = new AbortController();
      await Promise.race([woken, sleep(withinMs, undefined, { signal: enough.signal }).catch(() => {})]);
      enough.abort();
    },
    stop() {
      isStopped = true;
      tell();
    },
  };
}

async function phaseOf(test: LiveTest, folder: string, isGrowing: boolean): Promise<LivePhase> {
  if ((await stat(join(folder, RUN_FILE)).catch(() => null)) !== null) return 'stored';
  if (!isGrowing) return 'lost';
  return !test.hasStarted ? 'waiting' : test.hasStopped ? 'saving' : 'running';
}

function createReader(path: string) {
  const test = new LiveTest();
  const decoder = new StringDecoder('utf8');
  let file: Awaited<ReturnType<typeof open>> | null = null;
  let position = 0;
  let rest = '';
  let isBehind = false;
  return {
    test,
    /** Whether there is more to read already. */
    get isBehind() {
      return isBehind;
    },
    /** @returns whether there was something new. */
    async read(): Promise<boolean> {
      isBehind = false;
      file ??= await open(path, 'r').catch(() => null);
      if (file === null) return false;
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(CHUNK_BYTES), position });
      position += bytesRead;
      isBehind = bytesRead === CHUNK_BYTES;
      const lines = (rest + decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) rest = '';
      for (const line of lines) {
        const read = readEventLine(line);
        if (read.kind === 'event') test.add(read.event);
      }
      return lines.length > 0;
    },
    async close(): Promise<void> {
      await file?.close();
      file = null;
    },
  };
}
