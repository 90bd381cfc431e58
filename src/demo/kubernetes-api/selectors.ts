import { ApiError } from './status.ts';

/** What a selector looks at. */
export interface Selectable {
  readonly labels: Readonly<Record<string, string>>;
  /** The fields that can be selected by, all that there are. */
  readonly fields: Readonly<Record<string, string>>;
}

export type Selector = (object: Selectable) => boolean;

/**
 * `labelSelector`: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b,c)`, joined by commas.
 *
 * @throws {ApiError} 'BadRequest'.
 */
export function labelSelector(text: string): Selector {
  const requirements = splitOutsideParentheses(text).map(labelRequirement);
  return (object) => requirements.every((holds) => holds(object));
}

/**
 * `fieldSelector`: `a=b`, `a==b`, `a!=b`, joined by commas.
 *
 * @param known the names of the fields that can be selected by.
 * @throws {ApiError} 'BadRequest', also for a field that cannot be selected by.
 */
export function fieldSelector(text: string, known: readonly string[]): Selector {
  const requirements = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', operator = '', value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
      if (operator === '') throw invalid(`invalid selector: '${part}'; can't understand '${part}'`);
      if (!known.includes(name)) throw invalid(`field label not supported: ${name}`);
      const equal = operator !== '!=';
      return ({ fields }: Selectable) => (fields[name] === value) === equal;
    });
  return (object) => requirements.every((holds) => holds(object));
}

const KEY = '[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([A-Za-z0-9._-]*)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

function labelRequirement(part: string): Selector {
  const [, ofSet = '', within, values = ''] = SET.exec(part) ?? [];
  if (within !== undefined) {
    const set = values.split(',').map((value) => value.trim());
    return ({ labels }) => set.includes(label(labels, ofSet) ?? '\0') === (within === 'in');
  }
  const [, ofValue = '', operator, value] = EQUALITY.exec(part) ?? [];
  if (operator !== undefined) {
    return ({ labels }) => (label(labels, ofValue) === value) === (operator !== '!=');
  }
  const [, not, key] = EXISTENCE.exec(part) ?? [];
  if (key === undefined) throw invalid(`unable to parse requirement: invalid label selector: '${part}'`);
  return ({ labels }) => (label(labels, key) !== undefined) === (not === '');
}

/** The key comes from outside. */
function label(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function splitOutsideParentheses(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function invalid(message: string): ApiError {
  return new ApiError('BadRequest', message);
}
