import { ApiFailure } from '../api/api-failure.ts';
import type { GetOptions, KubernetesApi } from '../api/kubernetes-api.ts';
import { listAt, textAt } from '../objects/fields.ts';
import { withQuery } from './watched-resource.ts';

/** A list as it was at one resource version. */
export interface ReadList {
  readonly items: readonly unknown[];
  /** '' for what has none, such as metrics. */
  readonly resourceVersion: string;
}

/** Large lists come in pieces, which costs the API server less. */
const PIECE = 500;
/** 500,000 objects. */
const MOST_PIECES = 1000;

/** @throws {ApiFailure} */
export async function readList(
  api: KubernetesApi,
  path: string,
  selectors: { readonly labelSelector: string; readonly fieldSelector: string },
  options: GetOptions,
): Promise<ReadList> {
  const items: unknown[] = [];
  let next = '';
  for (let piece = 0; piece < MOST_PIECES; piece += 1) {
    const parameters = { ...selectors, limit: PIECE, continue: next };
    const list = parsed((await api.get(withQuery(path, parameters), options)).body);
    items.push(...listAt(list, 'items'));
    next = textAt(list, 'metadata', 'continue');
    if (next === '') return { items, resourceVersion: textAt(list, 'metadata', 'resourceVersion') };
  }
  throw new ApiFailure('unusable', 'the list does not end');
}

/** @throws {ApiFailure} 'unusable' when it is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiFailure('unusable', 'the answer is no JSON: is this the API of a Kubernetes cluster?');
  }
}
