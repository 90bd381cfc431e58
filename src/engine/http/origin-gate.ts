import { failureWords } from './failures.ts';
import type { HttpSettings } from './session.ts';

/** A server can redirect to any number of origins; what was said of the oldest is asked again. */
const MAX_ORIGINS = 1000;

/**
 * Asks whether requests may go to an origin, for all users of a test: once for those to which they may. A refusal is
 * asked again with the next request, as the name server may have been away.
 */
export class OriginGate {
  readonly #refuse: HttpSettings['refuseOrigin'];
  readonly #verdicts = new Map<string, Promise<string | null>>();

  constructor(refuse: HttpSettings['refuseOrigin']) {
    this.#refuse = refuse;
  }

  /** Null when they may, else why not, in words. Never rejects. */
  refusal(url: URL): Promise<string | null> {
    const { origin } = url;
    const known = this.#verdicts.get(origin);
    if (known !== undefined) return known;
    const verdict = this.#ask(origin);
    this.#verdicts.set(origin, verdict);
    if (this.#verdicts.size > MAX_ORIGINS)
      this.#verdicts.delete(this.#verdicts.keys().next().value as string);
    return verdict;
  }

  async #ask(origin: string): Promise<string | null> {
    const words = await this.#answer(origin);
    if (words !== null) this.#verdicts.delete(origin);
    return words;
  }

  async #answer(origin: string): Promise<string | null> {
    try {
      return await this.#refuse(new URL(origin));
    } catch (error) {
      return failureWords(error);
    }
  }
}
