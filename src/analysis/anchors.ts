import { type EndpointKey, endpointLabel } from '../model/endpoint-key.ts';

const LONGEST_SLUG = 48;

/**
 * One anchor per key, in the order given: 'ep-post-chat', unique, made of a–z, 0–9 and '-' whatever the names hold.
 * Names that give the same letters are numbered.
 */
export function anchorsFor(keys: readonly EndpointKey[]): readonly string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    const slug = slugOf(endpointLabel(key));
    let anchor = slug;
    for (let number = 2; taken.has(anchor); number += 1) anchor = `${slug}-${number}`;
    taken.add(anchor);
    return anchor;
  });
}

function slugOf(label: string): string {
  const letters = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  return letters === '' ? 'ep-unnamed' : `ep-${letters}`;
}
