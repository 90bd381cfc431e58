import type { LocustPart } from './part.ts';

/**
 * The version of Locust in words, from what each file's shape tells: '2.46.3', '2.2.2 or newer', '1.2 or newer, before
 * 2.2.2', 'before 0.7'. Null when nothing tells. The narrowest range that all files allow.
 */
export function versionRange(versions: readonly LocustPart['version'][]): string | null {
  const exact = versions.find((version) => version.exact !== undefined)?.exact;
  if (exact !== undefined) return exact;
  const atLeast = versions
    .flatMap((version) => version.atLeast ?? [])
    .sort(compareVersions)
    .at(-1);
  const below = versions.flatMap((version) => version.below ?? []).sort(compareVersions)[0];
  if (atLeast === undefined && below === undefined) return null;
  if (below === undefined) return `${atLeast} or newer`;
  return atLeast === undefined ? `before ${below}` : `${atLeast} or newer, before ${below}`;
}

/** Orders '0.9' before '0.10' before '0.10.1'. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
