import type { CompareOptions } from '../compare/options.ts';
import { nearestName } from '../decode/near-name.ts';
import { type EndpointKey, endpointLabel } from '../model/endpoint-key.ts';
import { Problem } from '../model/problem.ts';
import type { Run } from '../model/run.ts';
import { shortText } from '../report/format.ts';

/**
 * What `--rename` means: endpoints are named as reports name them, `POST /chat`, or by the name alone where that is one.
 *
 * @throws {Problem} 'no-such-endpoint', with what was perhaps meant.
 */
export function renamesOf(
  texts: readonly string[],
  baseline: readonly Run[],
  candidate: readonly Run[],
): NonNullable<CompareOptions['renames']> {
  const before = namesOf(baseline);
  const after = namesOf(candidate);
  return texts.map((text) => {
    // A name may hold an equals sign itself.
    const splits = [...text.matchAll(/=/g)].map(({ index }) => [text.slice(0, index), text.slice(index + 1)]);
    for (const [old = '', new_ = ''] of splits) {
      const from = before.get(old.trim());
      const to = after.get(new_.trim());
      if (from !== undefined && to !== undefined) return { from, to };
    }
    const [old = '', new_ = ''] = splits[0] ?? [];
    throw before.has(old.trim())
      ? noSuchEndpoint(new_.trim(), after, 'candidate')
      : noSuchEndpoint(old.trim(), before, 'baseline');
  });
}

/** Of renames that hold for many runs, those whose endpoints these runs have. */
export function applicableRenames(
  texts: readonly string[],
  baseline: readonly Run[],
  candidate: readonly Run[],
): NonNullable<CompareOptions['renames']> {
  return texts.flatMap((text) => {
    try {
      return renamesOf([text], baseline, candidate);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return [];
    }
  });
}

function namesOf(runs: readonly Run[]): ReadonlyMap<string, EndpointKey> {
  const keys = runs.flatMap(({ endpoints }) => endpoints.map(({ key }) => key));
  const byLabel = new Map(keys.map((key) => [endpointLabel(key), key]));
  const bare = new Map<string, EndpointKey>();
  for (const key of byLabel.values()) {
    const isOnly = [...byLabel.values()].filter(({ name }) => name === key.name).length === 1;
    if (isOnly) bare.set(key.name, key);
  }
  return new Map([...bare, ...byLabel]);
}

function noSuchEndpoint(name: string, known: ReadonlyMap<string, EndpointKey>, side: string): Problem {
  const near = nearestName(name, known.keys());
  const what = `--rename names "${shortText(name)}", which the ${side} does not have`;
  return new Problem('usage', 'no-such-endpoint', what, {
    fix:
      near === null
        ? 'Name endpoints as the report does, such as: --rename "POST /chat=POST /v2/chat"'
        : `Did you mean "${shortText(near)}"?`,
  });
}
