import { type FollowedRecording, followRecording } from './follow-recording.ts';

/** A page that is reloaded finds the recording read as far as it was. */
const KEEP_MS = 30_000;

/** Recordings that pages watch: each is read once, however many pages there are. */
export interface Followers {
  /** The recording of a run, until `release` is called. */
  watch(id: string): { readonly recording: FollowedRecording; release(): void };
  close(): void;
}

export function createFollowers(store: string): Followers {
  const followed = new Map<
    string,
    { recording: FollowedRecording; watchers: number; timer: NodeJS.Timeout | null }
  >();
  return {
    watch(id) {
      const entry = followed.get(id) ?? { recording: followRecording(store, id), watchers: 0, timer: null };
      followed.set(id, entry);
      if (entry.timer !== null) clearTimeout(entry.timer);
      entry.timer = null;
      entry.watchers += 1;
      let isReleased = false;
      return {
        recording: entry.recording,
        release() {
          if (isReleased) return;
          isReleased = true;
          entry.watchers -= 1;
          if (entry.watchers > 0) return;
          entry.timer = setTimeout(() => {
            entry.recording.stop();
            followed.delete(id);
          }, KEEP_MS);
          entry.timer.unref();
        },
      };
    },
    close() {
      for (const { recording, timer } of followed.values()) {
        if (timer !== null) clearTimeout(timer);
        recording.stop();
      }
      followed.clear();
    },
  };
}
