import { expect, test } from 'vitest';
import { fitText, textWidthPx } from '../../../src/report/charts/text-width.ts';

test('figures are all equally wide', () => {
  expect(textWidthPx('111', 10)).toBe(textWidthPx('888', 10));
});

test('a text that fits is left alone', () => {
  expect(fitText('POST /chat', 11, 84)).toBe('POST /chat');
});

test('a text that does not fit is cut with an ellipsis and then fits', () => {
  const cut = fitText('GET /api/v1/conversations/{id}/messages', 11, 84);
  expect(cut.endsWith('…')).toBe(true);
  expect(textWidthPx(cut, 11)).toBeLessThanOrEqual(84);
});
