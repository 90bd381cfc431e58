/**
 * SVG, CSS or script text that this program wrote itself and has checked. The templates print it as it stands;
 * every other value they escape. Text from outside never gets in here.
 */
export class OwnMarkup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Called by Handlebars instead of escaping. */
  toHTML(): string {
    return this.#text;
  }

  toString(): string {
    return this.#text;
  }
}
