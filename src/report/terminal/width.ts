import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terminal columns that a text takes: 2 for wide characters and emoji, 0 for combining marks. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Filled up with spaces to a width; longer texts are returned as they are. */
export function padTo(text: string, width: number, align: 'left' | 'right'): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + spaces : spaces + text;
}

/** At most `width` columns wide: what does not fit is cut from the middle, since both ends of a name tell names apart. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const head = takeWidth(parts, Math.ceil((width - 1) / 2));
  const tail = takeWidth(parts.reverse(), Math.floor((width - 1) / 2));
  return `${head.join('')}…${tail.reverse().join('')}`;
}

function takeWidth(parts: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += widthOf(part);
    if (used > width) break;
    taken.push(part);
  }
  return taken;
}

/**
 * Lines of at most `width` columns, broken between words, the second and later ones too after `indent`; a word that is
 * wider is cut in its middle. A width of null gives one line.
 */
export function wrapWords(text: string, width: number | null, indent = ''): readonly string[] {
  if (width === null) return [indent + text];
  const inner = Math.max(1, width - widthOf(indent));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= inner) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = cutMiddle(word, inner);
  }
  return (line === '' ? lines : [...lines, line]).map((each) => indent + each);
}
