import { basename } from 'node:path';
import { nearestName } from '../decode/near-name.ts';
import type { RunDocument } from '../decode/run-document.ts';
import { Problem } from '../model/problem.ts';
import type { StoreListing } from './stored-runs.ts';

/** The word for the run that was stored last. */
export const LATEST = 'latest';

/**
 * The stored run that a command-line argument means: by id, by `latest`, by label, or by the beginning of an id (at
 * least 3 characters), whichever fits first. Null when none fits.
 *
 * @throws {Problem} 'ambiguous-run' when several fit; what is wrong with it when only a damaged entry fits.
 */
export function findRun({ runs, damaged }: StoreListing, reference: string): RunDocument | null {
  const exact = runs.find(({ id }) => id === reference);
  if (exact !== undefined) return exact;
  if (reference === LATEST) return runs.at(-1) ?? null;
  const labelled = runs.filter(({ label }) => label === reference);
  if (labelled.length > 0) return theOnly(labelled, reference, 'have the label');
  const beginning = reference.length >= 3 ? runs.filter(({ id }) => id.startsWith(reference)) : [];
  if (beginning.length > 0) return theOnly(beginning, reference, 'have an id that begins with');
  const unreadable = damaged.find(
    ({ id }) => id === reference || (reference.length >= 3 && id.startsWith(reference)),
  );
  if (unreadable !== undefined) throw unreadable.problem;
  return null;
}

function theOnly(found: readonly RunDocument[], reference: string, how: string): RunDocument {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new Problem('usage', 'ambiguous-run', `${found.length} stored runs ${how} "${reference}"`, {
    fix: `Name one by its id: ${found.map(({ id }) => id).join(', ')}`,
  });
}

/** The problem of a reference that `findRun` does not know. */
export function noSuchRun({ runs, damaged }: StoreListing, reference: string, store: string): Problem {
  const near = nearestName(
    reference,
    runs.flatMap(({ id, label }) => [id, label]),
  );
  return new Problem(
    'input',
    'no-such-run',
    `no run in "${basename(store)}" has the id or label "${reference}"`,
    {
      fix:
        near !== null
          ? `Did you mean "${near}"?`
          : runs.length === 0 && damaged.length === 0
            ? 'The store is empty. Fill it with: plimsoll import FOLDER'
            : 'List what is stored: plimsoll runs list',
    },
  );
}
