/** What a colour or weight means; the terminal's own palette decides how it looks. */
export type Style = 'bold' | 'dim' | 'fail' | 'pass' | 'warn';

/** Select Graphic Rendition parameters, ECMA-48 section 8.3.117. */
const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  fail: [31, 39],
  pass: [32, 39],
  warn: [33, 39],
};

/** Colours a text, which must hold no control characters of its own. */
export type Paint = (style: Style, text: string) => string;

/** Paints with ANSI codes, or leaves every text as it is. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`);
}
