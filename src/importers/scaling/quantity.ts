const SUFFIXES = new Map([
  ['', 1],
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 1024],
  ['Mi', 1024 ** 2],
  ['Gi', 1024 ** 3],
  ['Ti', 1024 ** 4],
  ['Pi', 1024 ** 5],
  ['Ei', 1024 ** 6],
]);

/** The number of a Kubernetes quantity: 0.25 of '250m', 1024 of '1Ki'. Null when the text is none. */
export function parseQuantity(text: string): number | null {
  const [, digits, suffix = ''] = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})$/.exec(text) ?? [];
  const factor = SUFFIXES.get(suffix);
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}
