import { parseDocument, visit } from 'yaml';

/** A YAML document as it stands in a text. */
export interface YamlDocument {
  readonly text: string;
  /** The time that stands above it on a line of its own, if there is one. */
  readonly before: string;
  /** Of its first line, from 1. */
  readonly line: number;
}

/** Longer documents are left out: parsing takes about a hundred times their size in memory. */
const MOST_DOCUMENT_CHARACTERS = 16 * 1024 * 1024;
/** What kubectl begins objects and lists with. */
const FIRST_KEY = /^(?:apiVersion|items|kind|metadata):/;

/** Lines within an object; others (`---`, a time, an error of kubectl) are between objects. */
const IN_OBJECT = /^(?:[ \t]|- |-$|[A-Za-z]+:(?: |$)|\r?$)/;

/** Cuts lines into YAML documents: at `---`, a line with the time, and where another object begins. */
export class YamlDocuments {
  #lines: string[] = [];
  #length = 0;
  #startLine = 1;
  #before = '';

  /** The document that ends before this line, if one does. */
  add(line: string, number: number): YamlDocument | null {
    const isNext = line.startsWith('apiVersion:') && this.#lines.some((one) => one.startsWith('apiVersion:'));
    if (this.#length > 0 && (isNext || !IN_OBJECT.test(line))) {
      const ended = this.end();
      this.#keep(line, number);
      return ended;
    }
    this.#keep(line, number);
    return null;
  }

  /** The last document; null when there is none. */
  end(): YamlDocument | null {
    const [text, line, before] = [this.#lines.join('\n'), this.#startLine, this.#before];
    const isTooLong = this.#length > MOST_DOCUMENT_CHARACTERS;
    this.#lines = [];
    this.#length = 0;
    this.#before = '';
    if (text === '' && !isTooLong) return null;
    return { text: isTooLong ? '' : text, before, line };
  }

  #keep(line: string, number: number): void {
    if (this.#length === 0) {
      // Above the object there is nothing, or when it was read.
      if (!FIRST_KEY.test(line)) {
        if (/\d/.test(line)) this.#before = line.replace(/^#\s*/, '').trim().slice(0, 200);
        return;
      }
      this.#startLine = number;
    }
    this.#length += line.length + 1;
    if (this.#length <= MOST_DOCUMENT_CHARACTERS) this.#lines.push(line);
    else this.#lines = [];
  }
}

/**
 * The value of a document that kubectl wrote; undefined when it is none. Aliases, with which a few lines become billions,
 * kubectl never writes, nor tags of its own: documents with them are refused.
 */
export function yamlValue(text: string): unknown {
  try {
    const document = parseDocument(text, { merge: false, stringKeys: true, logLevel: 'silent' });
    if (document.errors.length > 0 || hasAlias(document)) return undefined;
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    // Nested too deeply for the parser.
    return undefined;
  }
}

function hasAlias(document: ReturnType<typeof parseDocument>): boolean {
  let isFound = false;
  visit(document, {
    Alias: () => {
      isFound = true;
      return visit.BREAK;
    },
  });
  return isFound;
}
