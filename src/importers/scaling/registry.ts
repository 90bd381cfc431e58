import type { ScalingImporter } from './scaling-importer.ts';

/** Every format of scaling logs that is read. No two may claim the same file. */
export const scalingImporters: readonly ScalingImporter[] = [];
