import code from 'undici/lib/llhttp/llhttp-wasm.js';

/**
 * What calls a parser back. Offsets are from the start of what it was handed. Those that return a number: 0 goes on, -1
 * stops the parser with an error; for `onHeadersComplete`, 1 says that no body follows.
 */
export interface ParserCallbacks {
  onMessageBegin(): number;
  onHeaderName(start: number, length: number): number;
  onHeaderValue(start: number, length: number): number;
  onHeadersComplete(status: number, isUpgrade: boolean, keepsAlive: boolean): number;
  onBody(start: number, length: number): void;
  onMessageComplete(): void;
}

/** llhttp's HPE_OK. */
export const PARSED = 0;
/** llhttp's HTTP_RESPONSE. */
const OF_ANSWERS = 2;
/** More is handed over piece by piece. */
const MAX_INPUT_BYTES = 65_536;

interface Llhttp {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  llhttp_alloc(type: number): number;
  llhttp_free(parser: number): void;
  llhttp_execute(parser: number, at: number, length: number): number;
  llhttp_finish(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
}

/** What we use of it: the types of Node leave it to those of browsers. */
interface WithWebAssembly {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  };
}

/** The WebAssembly code, which all parsers of a thread share. They run one at a time. */
let shared: { readonly llhttp: Llhttp; readonly inputAt: number } | null = null;
let input = new Uint8Array(0);
let called: ParserCallbacks | null = null;

/** Parses the answers of one connection, strictly, with llhttp as undici brings it. */
export class LlhttpParser {
  readonly #callbacks: ParserCallbacks;
  readonly #parser: number;
  #isRunning = false;
  #isFreed = false;

  constructor(callbacks: ParserCallbacks) {
    this.#callbacks = callbacks;
    shared ??= instantiate();
    this.#parser = shared.llhttp.llhttp_alloc(OF_ANSWERS);
  }

  /** @returns `PARSED`, or what the parser stopped with. */
  execute(bytes: Uint8Array): number {
    if (bytes.length <= MAX_INPUT_BYTES) return this.#run(bytes);
    throw new RangeError('the parser takes no more than 64 KiB at once');
  }

  /** The connection ended. */
  finish(): number {
    return this.#run(null);
  }

  /** Why it stopped, in llhttp's words; '' when it does not say. */
  get reason(): string {
    const { llhttp } = shared as NonNullable<typeof shared>;
    const at = llhttp.llhttp_get_error_reason(this.#parser);
    if (at === 0) return '';
    const memory = Buffer.from(llhttp.memory.buffer, at);
    return memory.toString('latin1', 0, memory.indexOf(0));
  }

  /** It must not be used any more. May be called by a callback. */
  free(): void {
    if (this.#isFreed) return;
    this.#isFreed = true;
    if (!this.#isRunning) shared?.llhttp.llhttp_free(this.#parser);
  }

  #run(bytes: Uint8Array | null): number {
    const { llhttp, inputAt } = shared as NonNullable<typeof shared>;
    this.#isRunning = true;
    called = this.#callbacks;
    try {
      if (bytes === null) return llhttp.llhttp_finish(this.#parser);
      // Memory that grew is another buffer, and views of the one before are empty.
      if (input.length === 0) input = new Uint8Array(llhttp.memory.buffer, inputAt, MAX_INPUT_BYTES);
      input.set(bytes);
      return llhttp.llhttp_execute(this.#parser, inputAt, bytes.length);
    } finally {
      called = null;
      this.#isRunning = false;
      if (this.#isFreed) llhttp.llhttp_free(this.#parser);
    }
  }
}

function instantiate(): NonNullable<typeof shared> {
  const running = (): ParserCallbacks => called as ParserCallbacks;
  const env = {
    wasm_on_url: () => PARSED,
    wasm_on_status: () => PARSED,
    wasm_on_message_begin: () => running().onMessageBegin(),
    wasm_on_header_field: (_: number, at: number, length: number) =>
      running().onHeaderName(at - inputAt, length),
    wasm_on_header_value: (_: number, at: number, length: number) =>
      running().onHeaderValue(at - inputAt, length),
    wasm_on_headers_complete: (_: number, status: number, isUpgrade: number, keepsAlive: number) =>
      running().onHeadersComplete(status, isUpgrade === 1, keepsAlive === 1),
    wasm_on_body: (_: number, at: number, length: number) => {
      running().onBody(at - inputAt, length);
      return PARSED;
    },
    wasm_on_message_complete: () => {
      running().onMessageComplete();
      return PARSED;
    },
  };
  const { Module, Instance } = (globalThis as unknown as WithWebAssembly).WebAssembly;
  const { exports } = new Instance(new Module(code), { env });
  const llhttp = exports as Llhttp;
  const inputAt = llhttp.malloc(MAX_INPUT_BYTES);
  return { llhttp, inputAt };
}
