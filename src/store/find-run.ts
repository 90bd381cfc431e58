import { basename } from 'node:path';
import { nearestName } from '../decode/near-name.ts';
import type { RunDocument } from '../decode/run-document.ts';
import type { Baseline } from '../model/baseline.ts';
import { Problem } from '../model/problem.ts';
import { baselineInStore } from './baseline-runs.ts';
import { missingRunsProblem } from './missing-runs.ts';
import type { StoreListing } from './stored-runs.ts';

/** The word for the run that was stored last. */
export const LATEST = 'latest';
/** Before the name of a baseline, where a run has that name too. */
export const BASELINE_PREFIX = 'baseline:';
/** Shorter beginnings of an id would fit by accident. */
const SHORTEST_BEGINNING = 3;
/** As git abbreviates a commit by itself. */
const SHORTEST_COMMIT = 7;

/**
 * The one stored run that a command-line argument means; null when none fits.
 *
 * @param baselines of this store; one of a single run stands for that run.
 * @throws {Problem} 'ambiguous-run' when several fit, and as `findRuns`.
 */
export function findRun(
  listing: StoreListing,
  reference: string,
  baselines: readonly Baseline[] = [],
): RunDocument | null {
  const found = findRuns(listing, reference, baselines);
  if (found === null) return null;
  return theOnly(found, reference, 'are meant by');
}

/**
 * The stored runs that a command-line argument means: by id, by `latest`, by label or the name of a baseline, by
 * `key=value`, or by the beginning of an id (at least 3 characters), whichever fits first. Several only of a baseline or
 * of `key=value`. Null when none fits.
 *
 * @throws {Problem} 'ambiguous-run' when a label or the beginning of an id fits several, or a label is the name of a
 *   baseline too; 'baseline-incomplete' when runs of the baseline are gone; what is wrong with it when only a damaged
 *   entry fits.
 */
export function findRuns(
  listing: StoreListing,
  reference: string,
  baselines: readonly Baseline[],
): readonly RunDocument[] | null {
  const { runs, damaged } = listing;
  const exact = runs.find(({ id }) => id === reference);
  if (exact !== undefined) return [exact];
  if (reference === LATEST) return runs.at(-1) === undefined ? null : runs.slice(-1);
  const baseline = baselineNamed(baselines, reference);
  const labelled = runsLabelled(runs, reference);
  if (baseline !== null) {
    refuseBoth(baseline, labelled, reference);
    return allRunsOf(baseline, listing);
  }
  if (labelled.length > 0) return [theOnly(labelled, reference, 'have the label')];
  const carrying = runsCarrying(runs, reference);
  if (carrying.length > 0) return carrying;
  const isBeginning = (id: string) => reference.length >= SHORTEST_BEGINNING && id.startsWith(reference);
  const beginning = runs.filter(({ id }) => isBeginning(id));
  if (beginning.length > 0) return [theOnly(beginning, reference, 'have an id that begins with')];
  const unreadable = damaged.find(({ id }) => id === reference || isBeginning(id));
  if (unreadable !== undefined) throw unreadable.problem;
  return null;
}

/** The baseline of this name, with or without `baseline:` before it; null when there is none. */
export function baselineNamed(baselines: readonly Baseline[], reference: string): Baseline | null {
  const name = reference.startsWith(BASELINE_PREFIX) ? reference.slice(BASELINE_PREFIX.length) : reference;
  return baselines.find((baseline) => baseline.name === name) ?? null;
}

/** The runs that the user has called so. */
export function runsLabelled(runs: readonly RunDocument[], label: string): readonly RunDocument[] {
  return runs.filter((run) => run.label === label);
}

/** The runs of which `key=value` is remembered; `branch=` and `commit=` are also those of the checkout. */
export function runsCarrying(runs: readonly RunDocument[], pair: string): readonly RunDocument[] {
  const equals = pair.indexOf('=');
  if (equals < 1) return [];
  const key = pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  return runs.filter(
    ({ labels, origin }) =>
      labels.some((label) => label.key === key && label.value === value) ||
      (key === 'branch' && origin?.git?.branch === value) ||
      (key === 'commit' && value.length >= SHORTEST_COMMIT && origin?.git?.commit.startsWith(value) === true),
  );
}

function allRunsOf(baseline: Baseline, listing: StoreListing): readonly RunDocument[] {
  const inStore = baselineInStore(baseline, listing);
  if (inStore.missing.length > 0) throw missingRunsProblem(inStore);
  return inStore.present;
}

/** A baseline of the very runs that have the label is no other meaning. */
function refuseBoth(baseline: Baseline, labelled: readonly RunDocument[], reference: string): void {
  const ofBaseline = new Set(baseline.runs.map(({ id }) => id));
  const isSame = labelled.length === ofBaseline.size && labelled.every(({ id }) => ofBaseline.has(id));
  if (labelled.length === 0 || isSame || reference.startsWith(BASELINE_PREFIX)) return;
  const what = `"${reference}" is a baseline, and the label of ${labelled.length === 1 ? 'a run' : `${labelled.length} runs`}`;
  throw new Problem('usage', 'ambiguous-run', what, {
    fix: `Name the baseline as ${BASELINE_PREFIX}${reference}, or a run by its id: ${idsOf(labelled)}`,
  });
}

function theOnly(found: readonly RunDocument[], reference: string, how: string): RunDocument {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new Problem('usage', 'ambiguous-run', `${found.length} stored runs ${how} "${reference}"`, {
    fix: `Name one by its id: ${idsOf(found)}`,
  });
}

function idsOf(runs: readonly RunDocument[]): string {
  return runs.map(({ id }) => id).join(', ');
}

/** The problem of a reference that `findRuns` does not know. */
export function noSuchRun(
  { runs, damaged }: StoreListing,
  reference: string,
  store: string,
  baselines: readonly Baseline[] = [],
): Problem {
  const near = nearestName(reference, [
    ...runs.flatMap(({ id, label }) => [id, label]),
    ...baselines.map(({ name }) => name),
  ]);
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
