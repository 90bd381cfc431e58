import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Context } from 'hono';
import { isRunId } from '../../model/run-id.ts';
import type { Env } from '../guard/guard.ts';
import type { RenderedPage } from '../pages/render.ts';
import { Refusal } from '../refusal.ts';
import type { RenderedFile } from '../runs/rendered-pages.ts';
import type { Services } from '../services.ts';

/** Of a request as JSON; files come otherwise. */
const MOST_JSON_BYTES = 65_536;

/**
 * A stored run by the id in an address.
 *
 * @throws {Refusal} 404 unless the store holds it.
 */
export async function storedRun(id: string | undefined, { list }: Services) {
  const { runs } = await list();
  const found = id !== undefined && isRunId(id) ? runs.find((run) => run.id === id) : undefined;
  if (found === undefined) throw new Refusal(404, 'there is no such run', 'It may have been removed.');
  return found;
}

/**
 * The texts of a JSON object; what is no text is left out.
 *
 * @throws {Refusal} 400, 413 or 415.
 */
export async function jsonTexts(context: Context<Env>): Promise<ReadonlyMap<string, string>> {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    throw new Refusal(415, 'the request is no JSON', 'Send it with "Content-Type: application/json".');
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of Readable.fromWeb(
    (context.req.raw.body ?? new Blob([]).stream()) as ReadableStream,
  )) {
    bytes += chunk.byteLength;
    if (bytes > MOST_JSON_BYTES) throw new Refusal(413, `a request has at most ${MOST_JSON_BYTES} bytes`);
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'the request is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'the request is no JSON object');
  }
  return new Map(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** @throws {Refusal} 400 when it is missing, empty or too long. */
export function textOf(texts: ReadonlyMap<string, string>, key: string): string {
  const text = texts.get(key)?.trim() ?? '';
  if (text === '' || text.length > 500)
    throw new Refusal(400, `"${key}" is missing, or longer than 500 characters`);
  return text;
}

/** One of our own pages. */
export function answerPage(context: Context<Env>, { html, policy }: RenderedPage): Response {
  context.header('Content-Security-Policy', policy);
  return context.html(html);
}

/** A file to look at or, as an attachment, to save. */
export function answerFile(
  context: Context<Env>,
  { bytes, type, name }: RenderedFile,
  isAttachment: boolean,
): Response {
  if (isAttachment) context.header('Content-Disposition', `attachment; filename="${name}"`);
  context.header('Content-Type', type);
  return context.body(bytes);
}
