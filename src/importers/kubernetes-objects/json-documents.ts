/** A JSON object as it stands in a text. */
export interface JsonDocument {
  readonly text: string;
  /** The last line before it that is not empty: often when it was read. */
  readonly before: string;
  /** Of its first character, from 1. */
  readonly line: number;
}

/** Longer documents are left out: a list of a hundred thousand pods. */
const MOST_DOCUMENT_CHARACTERS = 256 * 1024 * 1024;

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;
const OPENING = 123;
const CLOSING = 125;

/**
 * Finds JSON objects in a text that comes in pieces, whatever stands between them: one a line, one after the other as
 * `kubectl get --watch -o json` writes them, each below a line that tells the time, or as entries of a list.
 */
export class JsonDocuments {
  #pieces: string[] = [];
  #length = 0;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #line = 1;
  #startLine = 1;
  #before = '';
  #current = '';

  /** Those that end in this piece. */
  add(piece: string): readonly JsonDocument[] {
    const found: JsonDocument[] = [];
    let start = this.#depth > 0 ? 0 : -1;
    for (let i = 0; i < piece.length; i += 1) {
      const code = piece.charCodeAt(i);
      if (code === NEWLINE) this.#line += 1;
      if (this.#depth === 0) {
        if (code === OPENING) {
          start = i;
          this.#startLine = this.#line;
          this.#depth = 1;
          this.#endLine();
        } else this.#outside(code, piece[i] ?? '');
      } else if (this.#step(code)) {
        this.#keep(piece.slice(start, i + 1));
        found.push(this.#take());
        start = -1;
      }
    }
    if (start >= 0) this.#keep(piece.slice(start));
    return found;
  }

  /** The line at which a document begins that does not end; null when the text ends between documents. */
  get unfinishedLine(): number | null {
    return this.#depth > 0 ? this.#startLine : null;
  }

  /** The objects that are whole in the list of a document that does not end. */
  wholeItems(): readonly JsonDocument[] {
    const text = this.#pieces.join('');
    const list = /"items"\s*:\s*\[/.exec(text);
    if (list === null) return [];
    const skippedLines = text.slice(0, list.index).split('\n').length - 1;
    const startLine = this.#startLine + skippedLines;
    const items = new JsonDocuments().add(text.slice(list.index));
    return items.map((item) => ({ ...item, line: startLine + item.line - 1, before: this.#before }));
  }

  /** @returns whether the document ends here. */
  #step(code: number): boolean {
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === BACKSLASH) this.#isEscaped = true;
      else if (code === QUOTE) this.#isInText = false;
      return false;
    }
    if (code === QUOTE) this.#isInText = true;
    else if (code === OPENING) this.#depth += 1;
    else if (code === CLOSING) this.#depth -= 1;
    return this.#depth === 0;
  }

  #outside(code: number, character: string): void {
    if (code === NEWLINE) this.#endLine();
    else if (this.#current.length < 200) this.#current += character;
  }

  #endLine(): void {
    if (this.#current.trim() !== '') this.#before = this.#current.trim();
    this.#current = '';
  }

  #keep(text: string): void {
    this.#length += text.length;
    if (this.#length <= MOST_DOCUMENT_CHARACTERS) this.#pieces.push(text);
    else this.#pieces = [];
  }

  #take(): JsonDocument {
    const document = { text: this.#pieces.join(''), before: this.#before, line: this.#startLine };
    this.#pieces = [];
    this.#length = 0;
    this.#before = '';
    return document;
  }
}
