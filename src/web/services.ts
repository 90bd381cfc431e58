import type { CommandQueue } from './command-queue.ts';
import type { Followers } from './live/followers.ts';
import type { RunList } from './runs/list-runs.ts';
import type { RenderedPages } from './runs/rendered-pages.ts';
import type { Uploads } from './runs/uploads.ts';
import type { RunningTest } from './tests/running-test.ts';

/** What the routes work with. */
export interface Services {
  /** The store's folder. */
  readonly store: string;
  /** Where scenario files are looked for. */
  readonly folder: string;
  readonly queue: CommandQueue;
  readonly list: () => Promise<RunList>;
  readonly pages: RenderedPages;
  readonly uploads: Uploads;
  readonly test: RunningTest;
  readonly followers: Followers;
}
