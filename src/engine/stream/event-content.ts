/** What one event of a stream holds. */
export interface EventContent {
  /** '' when it carries none. */
  readonly text: string;
  /** The number of tokens of the whole answer when the event states it. */
  readonly tokens: number | null;
  /** Whether it counts as a chunk of the answer: an event that only states the usage does not. */
  readonly isChunk: boolean;
  /** Whether it says that the server failed. */
  readonly isError: boolean;
}

type Document = Readonly<Record<string, unknown>>;

const nothing: EventContent = { text: '', tokens: null, isChunk: false, isError: false };

/** Keys under which servers send a piece of text. */
const textKeys = ['token', 'content', 'text', 'delta'] as const;

/**
 * Recognises what is widely used: chunks of OpenAI's chat and completion interfaces (reasoning counts as text), an
 * object with `token`, `content`, `text` or `delta`, a JSON text, and plain text. '[DONE]' is the end and no chunk.
 */
export function recogniseEvent(data: string): EventContent {
  if (data === '[DONE]') return nothing;
  const document = parseDocument(data);
  if (document === null) return { text: data, tokens: null, isChunk: true, isError: false };
  if (typeof document === 'string') return { text: document, tokens: null, isChunk: true, isError: false };
  const tokens = statedTokens(document);
  const choices = document['choices'];
  if (Array.isArray(choices)) {
    return { text: choices.map(textOfChoice).join(''), tokens, isChunk: choices.length > 0, isError: false };
  }
  const text = textOf(document);
  const isError = text === '' && isFilled(document['error']);
  return { text, tokens, isChunk: !isError && (text !== '' || tokens === null), isError };
}

/** Null when it is no JSON that could carry text: then it is itself the text. */
function parseDocument(data: string): Document | string | null {
  const first = data.charCodeAt(0);
  if (first !== 0x7b && first !== 0x22) return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' ? (value as Document) : String(value);
  } catch {
    return null;
  }
}

function textOfChoice(choice: unknown): string {
  if (!isFilled(choice)) return '';
  const { delta, text } = choice;
  if (!isFilled(delta)) return typeof text === 'string' ? text : '';
  const reasoning = delta['reasoning_content'] ?? delta['reasoning'];
  const content = delta['content'];
  return `${typeof reasoning === 'string' ? reasoning : ''}${typeof content === 'string' ? content : ''}`;
}

function textOf(document: Document): string {
  for (const key of textKeys) {
    const value = document[key];
    if (typeof value === 'string') return value;
  }
  const delta = document['delta'];
  return isFilled(delta) ? textOf({ content: delta['content'], text: delta['text'] }) : '';
}

/** `usage.completion_tokens`, or `usage.output_tokens` where servers call it so. */
function statedTokens(document: Document): number | null {
  const { usage } = document;
  if (!isFilled(usage)) return null;
  const tokens = usage['completion_tokens'] ?? usage['output_tokens'];
  return isCount(tokens) ? tokens : null;
}

/** Whether a number of tokens is one that can be. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isFilled(value: unknown): value is Document {
  return typeof value === 'object' && value !== null;
}
