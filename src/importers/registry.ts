import type { Importer } from './importer.ts';
import { locust } from './locust/locust.ts';
import { recording } from './recording/recording.ts';

/** Every format we read. No two importers may claim the same file; a test feeds every sample to every importer. */
export const importers = [locust, recording] as const satisfies readonly Importer[];
