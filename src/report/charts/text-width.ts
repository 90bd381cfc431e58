/**
 * Advance widths of Inter at weight 500 with tabular figures, in thousandths of the font size, measured in Chromium
 * from @fontsource-variable/inter 5.3.0. With them labels are laid out alike on every machine, whatever its fonts.
 */
const WIDTHS = new Map<string, number>([
  ...widths(134, '\u202f'),
  ...widths(252, 'ijl'),
  ...widths(258, '·'),
  ...widths(269, ' ,.:;'),
  ...widths(272, 'I'),
  ...widths(304, '!'),
  ...widths(313, "'"),
  ...widths(337, '`'),
  ...widths(346, '|'),
  ...widths(358, 't'),
  ...widths(370, '/\\'),
  ...widths(391, '()[]{}'),
  ...widths(397, 'f'),
  ...widths(402, 'r'),
  ...widths(463, '_'),
  ...widths(477, '^'),
  ...widths(494, '"'),
  ...widths(500, '–'),
  ...widths(527, '?'),
  ...widths(534, 'c'),
  ...widths(539, 's'),
  ...widths(544, 'e'),
  ...widths(548, 'T'),
  ...widths(557, 'x'),
  ...widths(559, 'kz'),
  ...widths(561, 'o'),
  ...widths(565, 'L'),
  ...widths(567, 'a'),
  ...widths(575, 'Jvy'),
  ...widths(589, 'F'),
  ...widths(597, 'bdpq'),
  ...widths(598, 'g'),
  ...widths(600, 'µ'),
  ...widths(602, 'hnu'),
  ...widths(603, 'E'),
  ...widths(639, '#'),
  ...widths(641, 'Z'),
  ...widths(642, 'P'),
  ...widths(646, '$S'),
  ...widths(648, '0123456789*+-<=>R~\u2212×±'),
  ...widths(653, '&'),
  ...widths(657, 'B'),
  ...widths(688, 'K'),
  ...widths(696, 'Y'),
  ...widths(701, 'X'),
  ...widths(709, 'AV'),
  ...widths(722, 'D'),
  ...widths(733, 'C'),
  ...widths(740, 'U'),
  ...widths(745, 'H'),
  ...widths(748, 'G'),
  ...widths(756, 'N'),
  ...widths(767, 'O'),
  ...widths(769, 'Q'),
  ...widths(829, 'w'),
  ...widths(888, 'm'),
  ...widths(910, '…'),
  ...widths(913, 'M'),
  ...widths(982, '@'),
  ...widths(993, '%'),
  ...widths(1003, 'W'),
]);
function widths(thousandths: number, characters: string): [string, number][] {
  return Array.from(characters, (character) => [character, thousandths]);
}

/** About the widest letters: a label that is measured too wide is cut early, one too narrow would overlap. */
const OTHER = 700;

/** Width of a text in px at a font size in px. */
export function textWidthPx(text: string, fontSizePx: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += WIDTHS.get(character) ?? OTHER;
  return (thousandths * fontSizePx) / 1000;
}

/** The text, cut with an ellipsis to at most `limitPx`. */
export function fitText(text: string, fontSizePx: number, limitPx: number): string {
  if (textWidthPx(text, fontSizePx) <= limitPx) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidthPx(`${characters.join('')}…`, fontSizePx) > limitPx)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
