import { StringDecoder } from 'node:string_decoder';
import { ApiFailure } from './api-failure.ts';

/** The API takes no object above 1.5 MiB (etcd's limit of a request); as JSON it may be somewhat more. */
const MOST_LINE = 16 * 1024 * 1024;

/** Puts pieces of a stream together to lines. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #pieces: string[] = [];
  #length = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** @throws {ApiFailure} 'unusable' when there is no end of a line. */
  push(chunk: Buffer): void {
    let text = this.#decoder.write(chunk);
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      this.#pieces.push(text.slice(0, end));
      const line = this.#pieces.join('');
      this.#pieces = [];
      this.#length = 0;
      if (line.trim() !== '') this.#onLine(line);
      text = text.slice(end + 1);
    }
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length > MOST_LINE) throw new ApiFailure('unusable', 'the watch sends lines without an end');
  }
}
