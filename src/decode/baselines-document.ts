import type { Baseline, BaselineRun } from '../model/baseline.ts';
import { isBaselineName } from '../model/baseline.ts';
import { isRunId } from '../model/run-id.ts';
import {
  aList,
  aNumber,
  anObject,
  aText,
  type Check,
  checkDocument,
  expects,
  oneOf,
  orNull,
  parseJson,
} from './shape.ts';

/** `baselines.json`. A list and no object: names come from outside. */
export interface BaselinesDocument {
  readonly schema: 'baselines/1';
  /** By name; no name twice. */
  readonly baselines: readonly Baseline[];
}

const aName: Check<string> = expects(
  'the name of a baseline',
  (value) => typeof value === 'string' && isBaselineName(value),
);
const aRunId: Check<string> = expects(
  'the id of a run',
  (value) => typeof value === 'string' && isRunId(value),
);
const aSize: Check<number> = expects(
  'a whole number, 1 or more',
  (value) => Number.isSafeInteger(value) && Number(value) >= 1,
);

const baselinesShape: Check<BaselinesDocument> = anObject<BaselinesDocument>({
  schema: oneOf('baselines/1'),
  baselines: aList(
    anObject<Baseline>({
      name: aName,
      runs: aList(anObject<BaselineRun>({ id: aRunId, label: aText, startMs: orNull(aNumber) })),
      keep: orNull(aSize),
      changedMs: aNumber,
    }),
  ),
});

/**
 * The baselines of a store, by name, read from their JSON text. Of a name that is there twice the last counts.
 *
 * @param file how the user names the file, for messages.
 * @throws {Problem} 'not-json', 'unknown-schema' or 'damaged-document', with file and key.
 */
export function readBaselinesDocument(json: string, file: string): readonly Baseline[] {
  const { baselines } = checkDocument(parseJson(json, file), 'baselines/1', baselinesShape, file);
  const byName = new Map(baselines.map((baseline) => [baseline.name, baseline]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
