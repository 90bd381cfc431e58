/** What stands for a memory address, so that the same failure has the same text in every run. */
const MASKED_ADDRESS = '0x…';

/** Longer texts keep their wrapping: peeling a hostile one layer by layer would take time by the square of its length. */
const LONGEST_UNWRAPPED = 20_000;

/** Exceptions whose class adds nothing to their text: Locust's own, and the one of requests, whose text has the status. */
const WRAPPERS = ['CatchResponseError', 'HTTPError'];

/**
 * A failure message without what Locust's versions put around it, so that runs of different versions can be compared:
 * the quotes and escapes of Python's `repr` (and of the `repr` of a `repr`, which distributed runs wrote from 2.10.0
 * to 2.27.0), `CatchResponseError('…')`, `HTTPError('…')`. Memory addresses become `0x…`. Any other exception, such as
 * `ConnectionError(MaxRetryError(…))`, stays as it is. Unwrapping twice changes nothing more.
 */
export function unwrapFailureMessage(text: string): string {
  let unwrapped = maskAddresses(text);
  for (;;) {
    if (unwrapped.length > LONGEST_UNWRAPPED) return unwrapped;
    const inner = unwrapOnce(unwrapped);
    if (inner === null) return unwrapped;
    unwrapped = maskAddresses(inner);
  }
}

function maskAddresses(text: string): string {
  // Locust writes `0x....` itself since 2.10.0, but only for the first address of a text.
  return text.replace(/0x(?:[0-9a-f]+|\.{4})/gi, MASKED_ADDRESS);
}

/** Null when there is nothing to take away. Never empties a text: `CatchResponseError('')` says more than nothing. */
function unwrapOnce(text: string): string | null {
  const inner = readStringLiteral(text) ?? readWrapper(text);
  return inner === null || inner.trim() === '' ? null : inner;
}

/** The argument of `CatchResponseError(…)` and its like when it is a string literal or another exception. */
function readWrapper(text: string): string | null {
  const name = WRAPPERS.find((wrapper) => text.startsWith(`${wrapper}(`));
  if (name === undefined || !text.endsWith(')')) return null;
  // Python up to 3.6 wrote a comma after the only argument.
  const argument = text.slice(name.length + 1, -1).replace(/,$/, '');
  return readStringLiteral(argument) ?? (isOneCall(argument) ? argument : null);
}

/** The value of a Python string literal; null when the text is anything else, such as two literals side by side. */
function readStringLiteral(text: string): string | null {
  const body = /^u?'/.test(text) || /^u?"/.test(text) ? text.replace(/^u/, '') : null;
  if (body === null || body.length < 2) return null;
  const quote = body.charAt(0);
  const literal = quote === "'" ? /^'(?:[^'\\]|\\.)*'$/s : /^"(?:[^"\\]|\\.)*"$/s;
  return literal.test(body) ? unescapeLiteral(body.slice(1, -1)) : null;
}

/** Escapes of unprintable characters (`\x1b`, `\u202e`) are kept: they are safer to read than what they stand for. */
function unescapeLiteral(body: string): string {
  return body.replace(/\\([\\'"nrt])/g, (_, escaped: string) => {
    if (escaped === 'n') return '\n';
    if (escaped === 'r') return '\r';
    if (escaped === 't') return '\t';
    return escaped;
  });
}

/** True for `Name(…)` whose last parenthesis closes the first. Quoted parentheses may hide that: then it is false. */
function isOneCall(text: string): boolean {
  const open = /^[A-Za-z_][\w.]*\(/.exec(text)?.[0].length;
  if (open === undefined || !text.endsWith(')')) return false;
  let depth = 1;
  for (let index = open; index < text.length - 1; index++) {
    const character = text.charAt(index);
    if (character === '(') depth++;
    else if (character === ')') depth--;
    if (depth === 0) return false;
  }
  return depth === 1;
}
