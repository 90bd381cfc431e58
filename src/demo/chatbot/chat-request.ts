import type { IncomingMessage } from 'node:http';

/** What a client asks for, checked. */
export interface ChatRequest {
  readonly message: string;
  /** Null when the client names none. */
  readonly conversationId: string | null;
}

/** Why it cannot be answered. */
export interface Rejection {
  readonly status: 400 | 413 | 415;
  readonly error: string;
}

const MAX_BODY_BYTES = 64 * 1024;
const MAX_MESSAGE_CHARACTERS = 8000;
const MAX_ID_CHARACTERS = 128;

/** Reads and checks a body. Calls back once; never when the client goes away before the end of its body. */
export function readChatRequest(
  request: IncomingMessage,
  done: (result: ChatRequest | Rejection) => void,
): void {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json *(;|$)/i.test(type)) {
    done({ status: 415, error: 'the content type must be application/json' });
    return;
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    done(tooLarge());
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const take = (chunk: Buffer) => {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes <= MAX_BODY_BYTES) return;
    request.off('data', take).off('end', end).resume();
    done(tooLarge());
  };
  const end = () => done(parseChatRequest(Buffer.concat(chunks)));
  request.on('data', take).on('end', end);
}

function tooLarge(): Rejection {
  return { status: 413, error: `the body is larger than ${MAX_BODY_BYTES} bytes` };
}

function parseChatRequest(body: Buffer): ChatRequest | Rejection {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return bad('the body is not JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return bad('the body is not a JSON object');
  }
  const { message, conversation_id: id } = json as { message?: unknown; conversation_id?: unknown };
  if (typeof message !== 'string' || message.trim() === '')
    return bad('"message" must be a text that is not empty');
  if (message.length > MAX_MESSAGE_CHARACTERS) {
    return bad(`"message" is longer than ${MAX_MESSAGE_CHARACTERS} characters`);
  }
  if (id === undefined || id === null) return { message, conversationId: null };
  if (typeof id !== 'string' || id === '' || id.length > MAX_ID_CHARACTERS) {
    return bad(`"conversation_id" must be a text of 1 to ${MAX_ID_CHARACTERS} characters`);
  }
  return { message, conversationId: id };
}

function bad(error: string): Rejection {
  return { status: 400, error };
}
