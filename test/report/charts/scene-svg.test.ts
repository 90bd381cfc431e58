import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/model/problem.ts';
import { type SceneItem, type SceneMark, sceneSvg } from '../../../src/report/charts/scene-svg.ts';

const INK = 'var(--ink-3)';

function mark(marktype: string, items: readonly SceneItem[], role = 'mark'): SceneMark {
  return { marktype, role, items };
}

describe('a scene as SVG', () => {
  test('puts what stands in groups where it stands in the drawing', () => {
    const rule = mark('rule', [{ x: 1, y: 2, x2: 5, stroke: INK }]);
    expect(sceneSvg(mark('group', [{ x: 10, y: 20, items: [rule] }]), 100, 200)).toBe(
      '<path d="M111 222h4" stroke="var(--ink-3)"/>',
    );
  });

  test('draws neighbours of one style as one path', () => {
    const items = [1, 2].map((x) => ({ x, y: 0, y2: 4, stroke: INK }));
    expect(sceneSvg(mark('rule', items), 0, 0)).toBe('<path d="M1 0v4M2 0v4" stroke="var(--ink-3)"/>');
  });

  test('leaves out what is not seen', () => {
    expect(sceneSvg(mark('rule', [{ x2: 5, stroke: INK, opacity: 0 }, { x2: 5 }]), 0, 0)).toBe('');
    expect(sceneSvg(mark('text', [{ text: '', fill: INK }]), 0, 0)).toBe('');
  });

  test('puts the parts of an axis in order, whatever order they come in', () => {
    const label = (x: number, text: string) => ({ x, text, fill: INK });
    const [one, two] = [label(1, 'a'), label(2, 'b')];
    expect(sceneSvg(mark('text', [two, one], 'axis-label'), 0, 0)).toBe(
      sceneSvg(mark('text', [one, two], 'axis-label'), 0, 0),
    );
  });

  test('draws a circle of the size vega means', () => {
    // vega's size is the area of the square around the circle: 16 is 4 px across.
    expect(sceneSvg(mark('symbol', [{ x: 2, y: 0, size: 16, fill: INK }]), 0, 0)).toContain(
      'd="M0 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0Z"',
    );
  });
});

describe('a scene is harmless', () => {
  test('text is escaped', () => {
    const svg = sceneSvg(mark('text', [{ text: '</text><script>&amp;', fill: INK }]), 0, 0);
    expect(svg).toContain('>&lt;/text&gt;&lt;script&gt;&amp;amp;</text>');
  });

  test.each(['red', 'url(http://example)', 'var(--x)" onload="y'])('the colour %s is refused', (fill) => {
    expect(() => sceneSvg(mark('text', [{ text: 'a', fill }]), 0, 0)).toThrow(Problem);
  });

  test.each(['image', 'path', 'shape', 'arc'])('the mark %s is refused', (marktype) => {
    expect(() => sceneSvg(mark(marktype, [{}]), 0, 0)).toThrow(Problem);
  });
});
