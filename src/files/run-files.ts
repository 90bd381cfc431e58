import { nearestName } from '../decode/near-name.ts';

/** How the files of one run end that Locust writes next to each other; each may be followed by `.gz`. */
const SISTER_ENDINGS = [
  '_stats_history.csv',
  '_stats.csv',
  '_failures.csv',
  '_exceptions.csv',
  '_requests.csv',
  '_distribution.csv',
];
const RESULT_NAME = /\.(csv|json|ndjson|html?|log|txt)(\.gz)?$/i;
const TABLE_NAME = /\.csv(\.gz)?$/i;

/** Whether a name looks like a file of results at all. What it really is, its content tells. */
export function mayHoldResults(name: string): boolean {
  return RESULT_NAME.test(name) && !name.startsWith('.');
}

/** Whether a name looks like a table. */
export function isTableName(name: string): boolean {
  return TABLE_NAME.test(name) && !name.startsWith('.');
}

/** 'results' of 'results_stats.csv'; null when the name has none of Locust's endings. */
export function prefixOf(name: string): string | null {
  const bare = name.replace(/\.gz$/i, '');
  const ending = SISTER_ENDINGS.find((candidate) => bare.toLowerCase().endsWith(candidate));
  return ending === undefined ? null : bare.slice(0, -ending.length);
}

/**
 * The files of one folder that belong to the run with this prefix, in the order of `names`: its tables; a page or
 * JSON file of exactly that name; and, when no other prefix is in the folder, everything that may hold results,
 * because then an HTML report, a JSON file or a request log beside the tables can only be of this run.
 */
export function sistersOf(prefix: string, names: readonly string[]): readonly string[] {
  const prefixes = new Set(names.map(prefixOf).filter((found) => found !== null));
  if (!prefixes.has(prefix)) return [];
  if (prefixes.size === 1) return names.filter(mayHoldResults);
  const alike = new Set(
    ['.html', '.htm', '.json'].flatMap((ending) => [prefix + ending, `${prefix + ending}.gz`]),
  );
  return names.filter((name) => prefixOf(name) === prefix || alike.has(name));
}

/** The file or prefix of this folder that was most likely meant by `wanted`; null when nothing is near. */
export function suggestName(wanted: string, names: readonly string[]): string | null {
  const shown = names.filter((name) => !name.startsWith('.'));
  const prefixes = shown.map(prefixOf).filter((prefix) => prefix !== null && prefix !== '');
  return nearestName(wanted, new Set([...shown, ...(prefixes as string[])]));
}
