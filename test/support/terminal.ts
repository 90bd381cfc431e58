import type { OutputStream } from '../../src/cli/io.ts';

/** What the sequences that we write do: ECMA-48 8.3 (CUU, EL, ED, SGR) and DEC's for the cursor. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what this looks for
const SEQUENCE = /^\u001b\[(\?25[lh]|\d*[AKJ]|[\d;]*m)/;

/** A terminal as far as we use one: shows what a person would see. Lines longer than it is wide go on in the next row. */
export class Terminal implements OutputStream {
  readonly isTty = true;
  readonly writes: string[] = [];
  isCursorHidden = false;
  columns: number;
  readonly rows: number;
  private screen: string[] = [''];
  private row = 0;
  private column = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): void {
    this.writes.push(text);
    let rest = text;
    while (rest !== '') {
      const [sequence, code = ''] = SEQUENCE.exec(rest) ?? [];
      if (sequence !== undefined) {
        this.control(code);
        rest = rest.slice(sequence.length);
        continue;
      }
      const [character = ''] = rest;
      this.put(character);
      rest = rest.slice(character.length);
    }
  }

  /** A narrower window breaks the lines that are too long for it, as terminals do. */
  resize(columns: number): void {
    this.columns = columns;
    const broken = this.screen.flatMap((line) =>
      line === '' ? [''] : (line.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? []),
    );
    this.row += broken.length - this.screen.length;
    this.screen = broken;
  }

  /** What is to be seen, without blanks at the ends of lines and empty lines at the end. */
  text(): string {
    return this.screen
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  private put(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') {
      this.row += 1;
      this.column = 0;
      while (this.screen.length <= this.row) this.screen.push('');
    } else if (character === '\u001b') throw new Error('a control sequence that this terminal does not know');
    else {
      if (this.column >= this.columns) this.put('\n');
      const line = (this.screen[this.row] ?? '').padEnd(this.column);
      this.screen[this.row] = line.slice(0, this.column) + character + line.slice(this.column + 1);
      this.column += 1;
    }
  }

  private control(code: string): void {
    if (code === '?25l') this.isCursorHidden = true;
    else if (code === '?25h') this.isCursorHidden = false;
    else if (code.endsWith('A')) this.row = Math.max(0, this.row - Number(code.slice(0, -1) || 1));
    else if (code === 'K') this.screen[this.row] = (this.screen[this.row] ?? '').slice(0, this.column);
    else if (code === 'J') {
      this.screen[this.row] = (this.screen[this.row] ?? '').slice(0, this.column);
      this.screen.length = this.row + 1;
    }
  }
}
