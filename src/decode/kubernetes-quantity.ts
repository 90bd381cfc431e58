const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:e([+-]?\d{1,3})|([numkMGTPE]i?|Ki)?)$/i;

/**
 * A quantity of the Kubernetes API as a number: '250m' is 0.25, '512Mi' is 536 870 912. Null when it is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function kubernetesQuantity(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > 40) return null;
  const match = QUANTITY.exec(value);
  if (match === null) return null;
  const [, digits, exponent, suffix = ''] = match;
  const factor = exponent === undefined ? SUFFIXES.get(suffix) : 10 ** Number(exponent);
  const number = Number(digits) * (factor ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}
