import { Problem } from '../../model/problem.ts';
import type { Settings } from '../../model/settings.ts';
import { nearestName } from '../near-name.ts';
import {
  aList,
  anObject,
  aText,
  type Check,
  either,
  expects,
  mismatchOf,
  oneOf,
  optional,
} from '../shape.ts';

/** Where a key stands in its file, counted from 1; null where that is not known. */
export type LineOf = (path: readonly (string | number)[]) => number | null;

/** Names and what stands for them: an object of texts. */
const texts: Check<Readonly<Record<string, string>>> = expects(
  'names with a text for each',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === 'string'),
);
const trueOrText: Check<boolean | string> = expects(
  'true, false or text',
  (value) => typeof value === 'boolean' || typeof value === 'string',
);
const checks: { readonly [K in keyof Settings]-?: Check<Settings[K]> } = {
  $schema: optional(aText),
  gates: optional(aList(aText)),
  inconclusive: optional(oneOf('pass', 'fail')),
  baseline: optional(either(aText, aList(aText))),
  threshold: optional(aText),
  assumeNoise: optional(trueOrText),
  renames: optional(texts),
  apdex: optional(aText),
  store: optional(aText),
  host: optional(aText),
  labels: optional(texts),
};
const settingsShape = anObject<Settings>(checks);

/**
 * What a settings file holds, checked. An empty file sets nothing.
 *
 * @throws {Problem} 'invalid-settings', naming the file, the line where it is known, and the key.
 */
export function checkSettings(value: unknown, file: string, lineOf: LineOf): Settings {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw invalid(
      'the settings are no object with keys',
      file,
      null,
      'Write for example: gates: ["p95 < 2s"]',
    );
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(checks, key)) throw unknownKey(key, file, lineOf([key]));
  }
  const wrong = mismatchOf<Settings>(value, settingsShape);
  if (wrong === null) return value as Settings;
  const path = pathOf(/^key "([^"]*)"/.exec(wrong)?.[1] ?? '');
  throw invalid(wrong, file, lineOf(path), 'Correct that key; docs/gates.md lists them all.');
}

function unknownKey(key: string, file: string, line: number | null): Problem {
  const known = Object.keys(checks).filter((name) => !name.startsWith('$'));
  const near = nearestName(key, known);
  const fix = near === null ? `Keys are ${known.join(', ')}.` : `Did you mean "${near}"?`;
  return invalid(`there is no setting ${JSON.stringify(key)}`, file, line, fix);
}

function invalid(what: string, file: string, line: number | null, fix: string): Problem {
  return new Problem('usage', 'invalid-settings', what, {
    where: line === null ? { file } : { file, line },
    fix,
  });
}

/** ['gates', 1] of 'gates[1]'. */
function pathOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([part, index]) =>
    index === undefined ? part : Number(index),
  );
}
