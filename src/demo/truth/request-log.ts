/** One request as the server saw it. */
export interface ServedRequest {
  /** When its head had arrived; Unix epoch ms. */
  readonly arrivalMs: number;
  /** 'GET /health', 'POST /chat', 'POST /chat (stream)' … or 'other'. */
  readonly endpoint: string;
  /** 499: the client went away before the end. */
  readonly status: number;
  /** Waiting for a slot. */
  readonly queueMs: number;
  /** What the model took for the answer, without the queue. */
  readonly serviceMs: number;
  /** From arrival to the end of the answer, as measured. */
  readonly durationMs: number;
  /** Null when no pod took it. */
  readonly pod: string | null;
  /** From arrival to the first token; null for what was not streamed. */
  readonly firstTokenMs: number | null;
  /** Tokens sent; null for what was not streamed. */
  readonly tokens: number | null;
}

/** The requests as columns of equal length, one row a request in the order in which they ended. Times in ms. */
export interface RequestTruth {
  /** All that came to an end. */
  readonly count: number;
  /** Of these, what stands in the columns: the first so many. */
  readonly recorded: number;
  readonly arrivalMs: readonly number[];
  /** Indexes into `endpointNames`. */
  readonly endpoint: readonly number[];
  readonly status: readonly number[];
  readonly queueMs: readonly number[];
  readonly serviceMs: readonly number[];
  readonly durationMs: readonly number[];
  /** Indexes into `podNames`; null when no pod took it. */
  readonly pod: readonly (number | null)[];
  readonly firstTokenMs: readonly (number | null)[];
  readonly tokens: readonly (number | null)[];
  readonly endpointNames: readonly string[];
  readonly podNames: readonly string[];
}

const COLUMNS = 9;

/** Remembers requests in bounded memory: 72 bytes each, and the first `limit` of them only. */
export class RequestLog {
  readonly #limit: number;
  readonly #endpoints = new Map<string, number>();
  readonly #pods = new Map<string, number>();
  #rows = new Float64Array(COLUMNS * 1024);
  #recorded = 0;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(request: ServedRequest): void {
    this.#count += 1;
    if (this.#recorded === this.#limit) return;
    const at = COLUMNS * this.#recorded;
    if (at === this.#rows.length) {
      const larger = new Float64Array(2 * this.#rows.length);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    const rows = this.#rows;
    rows[at] = request.arrivalMs;
    rows[at + 1] = indexOf(this.#endpoints, request.endpoint);
    rows[at + 2] = request.status;
    rows[at + 3] = request.queueMs;
    rows[at + 4] = request.serviceMs;
    rows[at + 5] = request.durationMs;
    rows[at + 6] = request.pod === null ? Number.NaN : indexOf(this.#pods, request.pod);
    rows[at + 7] = request.firstTokenMs ?? Number.NaN;
    rows[at + 8] = request.tokens ?? Number.NaN;
    this.#recorded += 1;
  }

  truth(): RequestTruth {
    const numbers = (column: number) => this.#column(column).map((value) => value ?? 0);
    return {
      count: this.#count,
      recorded: this.#recorded,
      arrivalMs: numbers(0),
      endpoint: numbers(1),
      status: numbers(2),
      queueMs: numbers(3),
      serviceMs: numbers(4),
      durationMs: numbers(5),
      pod: this.#column(6),
      firstTokenMs: this.#column(7),
      tokens: this.#column(8),
      endpointNames: [...this.#endpoints.keys()],
      podNames: [...this.#pods.keys()],
    };
  }

  /** To whole microseconds; what is not there is null. */
  #column(column: number): readonly (number | null)[] {
    return Array.from({ length: this.#recorded }, (_, row) => {
      const value = this.#rows[COLUMNS * row + column];
      return value === undefined || Number.isNaN(value) ? null : Math.round(value * 1000) / 1000;
    });
  }
}

function indexOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}
