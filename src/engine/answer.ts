import { STATUS_CODES } from 'node:http';
import type { FailureExample } from '../model/failure-example.ts';
import type { ResponseCheck } from '../scenario/check.ts';
import type { Response } from '../scenario/response.ts';
import type { HttpResult } from './http/session.ts';

const MAX_EXAMPLE_BYTES = 1024;

/** The answer to one request, as a scenario sees it. Text and JSON are read when first asked for. */
export class Answer implements Response {
  readonly status: number;
  private readonly result: HttpResult;
  private why: string | null;
  private body: Uint8Array | null = null;
  private decoded: string | null;
  private parsed: { readonly value: unknown } | null = null;

  /** @param streamed the text that the events of a stream carried; null when it was none. */
  constructor(result: HttpResult, streamed: string | null = null) {
    this.status = result.status;
    this.result = result;
    this.why = result.failure;
    this.decoded = streamed;
  }

  get failure(): string | null {
    return this.why;
  }

  get serviceTimeMs(): number {
    return this.result.endAtMs - this.result.sentAtMs;
  }

  header(name: string): string | null {
    return this.result.header(name);
  }

  bytes(): Uint8Array {
    this.body ??= this.result.body();
    return this.body;
  }

  text(): string {
    this.decoded ??= decode(this.bytes(), this.result.header('content-type'));
    return this.decoded;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as in `Response`.
  json(): any {
    this.parsed ??= { value: JSON.parse(this.text()) };
    return this.parsed.value;
  }

  /** Says that the request failed, whatever came. */
  fail(message: string): void {
    this.why = message;
  }

  /**
   * Judges the answer. What went wrong on the way comes first, then a status of 400 and above unless a check is about
   * the status, then the first check that fails.
   *
   * @param onThrow told of what a check of the scenario throws, which fails the request.
   */
  judge(checks: readonly ResponseCheck[] | undefined, onThrow: (error: unknown) => void): void {
    if (this.why !== null) return;
    const isBad = this.status >= 400;
    if (isBad && !checks?.some(isOfStatus)) this.why = statusFailure(this.status);
    if (checks === undefined) return;
    for (let index = 0; index < checks.length && this.why === null; index += 1) {
      const check = checks[index];
      if (check !== undefined) this.why = this.failureOf(check, onThrow);
    }
    // A body that cannot be decompressed shows when it is first read.
    this.why = this.result.failure ?? this.why;
  }

  /** The beginning of the answer, to look at. */
  example(atMs: number): FailureExample {
    const text = this.decoded === null ? null : Buffer.from(this.decoded);
    const bytes = text ?? this.bytes();
    const shown = bytes.subarray(0, MAX_EXAMPLE_BYTES);
    return {
      atMs,
      status: this.status,
      body: Buffer.from(shown.buffer, shown.byteOffset, shown.byteLength).toString('utf8'),
      isBodyCut: bytes.byteLength > MAX_EXAMPLE_BYTES,
    };
  }

  private failureOf(check: ResponseCheck, onThrow: (error: unknown) => void): string | null {
    try {
      const explanation = check.explain(this);
      return explanation === null ? null : `check failed: ${explanation}`;
    } catch (error) {
      onThrow(error);
      return `check failed: it threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    }
  }
}

function isOfStatus(check: ResponseCheck): boolean {
  return check.kind === 'status';
}

const statusFailures = new Map<number, string>();

/** 'HTTP 503 Service Unavailable'. */
function statusFailure(status: number): string {
  const known = statusFailures.get(status);
  if (known !== undefined) return known;
  const words = STATUS_CODES[status];
  const failure = words === undefined ? `HTTP ${status}` : `HTTP ${status} ${words}`;
  // Of three digits, so there cannot be many.
  statusFailures.set(status, failure);
  return failure;
}

const BYTE_ORDER_MARK = 0xfeff;

function decode(bytes: Uint8Array, contentType: string | null): string {
  const charset = contentType === null ? null : charsetOf(contentType);
  if (charset !== null) {
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      // A name that nobody knows: read as what nearly everything is.
    }
  }
  const text = asBuffer(bytes).toString('utf8');
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The character set that a content type names; null for none and for UTF-8. */
function charsetOf(contentType: string): string | null {
  if (!contentType.includes('charset')) return null;
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;
  return charset === 'utf-8' || charset === 'utf8' ? null : charset;
}
