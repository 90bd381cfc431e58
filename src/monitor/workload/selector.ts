import { at, fieldsOf, listAt, textAt } from '../objects/fields.ts';

/** A workload's `spec.selector` as the `labelSelector` of a list: 'app=web,tier in (a,b)'. */
export function labelSelectorOf(workload: unknown): string {
  const selector = at(workload, 'spec', 'selector');
  const equal = Object.entries(fieldsOf(at(selector, 'matchLabels'))).map(
    ([key, value]) => `${key}=${value}`,
  );
  const further = listAt(selector, 'matchExpressions').map((expression) => {
    const key = textAt(expression, 'key');
    const values = listAt(expression, 'values').join(',');
    switch (textAt(expression, 'operator')) {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...equal, ...further].join(',');
}
