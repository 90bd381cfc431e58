import { widthOf } from '../../report/terminal/width.ts';
import type { OutputStream } from '../io.ts';

/** A few lines of a terminal that are written again and again, below what is there. */
export interface Screen {
  draw(lines: readonly string[]): void;
  /** Takes the lines away and gives the cursor back. */
  close(): void;
}

/** ECMA-48 control sequences, and DEC's for the cursor. */
const ESC = '\u001b[';
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;
const CLEAR_REST_OF_LINE = `${ESC}K`;
const CLEAR_BELOW = `${ESC}J`;

/** Each picture is one write, over the one before it, so that nothing flickers. */
export function createScreen(stream: OutputStream): Screen {
  let shown: readonly string[] = [];
  let isHidden = false;
  const toTop = () => {
    const height = heightOf(shown, stream.columns);
    return height > 0 ? `\r${ESC}${height}A` : '\r';
  };
  return {
    draw(lines) {
      const text = lines.map((line) => `${line}${CLEAR_REST_OF_LINE}\n`).join('');
      stream.write(`${isHidden ? '' : HIDE_CURSOR}${toTop()}${text}${CLEAR_BELOW}`);
      isHidden = true;
      shown = lines;
    },
    close() {
      if (!isHidden) return;
      stream.write(`${toTop()}${CLEAR_BELOW}${SHOW_CURSOR}`);
      isHidden = false;
      shown = [];
    },
  };
}

/** The rows that lines take: more than one where the window became narrower since they were drawn. */
function heightOf(lines: readonly string[], columns: number | null): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (columns ?? 80))), 0);
}
