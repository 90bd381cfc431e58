import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode, unwritable } from '../decode/file-problem.ts';
import type { MonitorStartedEvent, RunEvent, StartedEvent } from '../model/event.ts';
import { Problem } from '../model/problem.ts';
import { entryFolder, RECORDING_FILE } from './layout.ts';

/** A recording that is being written. */
export interface Recording {
  /** The run's folder in the store. */
  readonly folder: string;
  /**
   * Writes events, a line each. When it returns, the system has them: a process that is killed then loses none. After
   * the first problem nothing more is written and this does nothing.
   */
  append(events: readonly RunEvent[]): void;
  /** Resolves when events cannot be written any more, with the reason; never rejects, and never resolves else. */
  readonly failed: Promise<Problem>;
  /** Ends the file. More than once does no harm. */
  close(): void;
}

/** A new id, 12 hex digits: never the same again, on any machine. */
export function newRunId(startMs: number): string {
  return createHash('sha256').update(`${startMs}\n`).update(randomBytes(16)).digest('hex').slice(0, 12);
}

/**
 * Begins the recording of a run in the store: makes `<store>/<id>/events.ndjson` with its first line.
 *
 * @throws {Problem} 'cannot-write' when it cannot be made, or the store has an entry of this id already; 'unsafe-run-id'.
 */
export async function openRecording(store: string, started: StartedEvent): Promise<Recording> {
  const folder = entryFolder(store, started.id);
  const path = join(folder, RECORDING_FILE);
  let file: number;
  try {
    await mkdir(store, { recursive: true });
    // Not recursive: an entry that is there already is not ours.
    await mkdir(folder);
    file = openSync(path, 'ax');
    writeAll(file, lines([started]));
  } catch (error) {
    throw unwritable(path, error);
  }
  return recordingOf(file, path, folder);
}

/**
 * Begins the recording of a cluster alone, in a file of its own; folders that are missing are made.
 *
 * @throws {Problem} 'file-exists' when something is there already; 'cannot-write'.
 */
export async function openMonitorRecording(path: string, started: MonitorStartedEvent): Promise<Recording> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = openSync(path, 'ax');
    writeAll(file, lines([started]));
    return recordingOf(file, path, dirname(path));
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw unwritable(path, error);
    throw new Problem('usage', 'file-exists', `"${path}" is there already`, {
      fix: 'Name another file: a recording is never overwritten.',
    });
  }
}

function recordingOf(file: number, path: string, folder: string): Recording {
  let isOpen = true;
  let fail: (problem: Problem) => void = () => {};
  const failed = new Promise<Problem>((resolve) => {
    fail = resolve;
  });
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(file);
  };
  return {
    folder,
    failed,
    close,
    append(events) {
      if (!isOpen) return;
      try {
        appendWhole(file, lines(events));
        if (fstatSync(file).nlink === 0) throw wasRemoved(path);
      } catch (error) {
        close();
        fail(error instanceof Problem ? error : unwritable(path, error));
      }
    },
  };
}

/** All of the text or nothing: half a line would look like damage to a reader. */
function appendWhole(file: number, text: string): void {
  const before = fstatSync(file).size;
  try {
    writeAll(file, text);
  } catch (error) {
    ftruncateSync(file, before);
    throw error;
  }
}

/** The system may take less than it is given. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

function lines(events: readonly RunEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

function wasRemoved(path: string): Problem {
  return new Problem(
    'environment',
    'recording-removed',
    `"${path}" was removed while the test was recorded`,
    {
      fix: 'Leave the store alone while a test runs.',
    },
  );
}
