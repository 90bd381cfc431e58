import { type EndpointKey, endpointLabel } from '../../model/endpoint-key.ts';
import { shortText, showText } from '../format.ts';

/** An endpoint's name for the page: cut for reading, whole for those who need it. Markup is escaped by the template. */
export interface NameView {
  readonly method: string;
  readonly name: string;
  /** Method and name, uncut. */
  readonly full: string;
  readonly isCut: boolean;
}

export function nameView(key: EndpointKey): NameView {
  const name = shortText(key.name);
  const full = showText(endpointLabel(key));
  return {
    method: shortText(key.method, 20),
    name: name.trim() === '' ? '(no name)' : name,
    full,
    isCut: name !== showText(key.name) || shortText(key.method, 20) !== showText(key.method),
  };
}
