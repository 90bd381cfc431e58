import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/model/problem.ts';
import { cleanSvg } from '../../../src/report/charts/svg.ts';

function clean(content: string): string {
  return cleanSvg(`<svg width="10" height="10">${content}</svg>`, { class: 'chart' });
}

describe('a drawing is made small', () => {
  test('coordinates keep one decimal', () => {
    expect(clean('<text transform="translate(-7,69.66666)">1 s</text>')).toBe(
      '<svg class="chart"><text transform="translate(-7,69.7)">1 s</text></svg>',
    );
  });

  test('straight paths become relative, rounded before they are subtracted so that errors do not add up', () => {
    expect(clean('<path d="M0,0.04L0.04,0.08L0.08,0.12L10.08,5"/>')).toContain('d="M0 0v.1h.1l10 4.9"');
  });

  test('groups and paths without content are left out', () => {
    expect(clean('<g transform="translate(1,2)"><g class="x"></g><path d=""/></g>')).toBe(
      '<svg class="chart"></svg>',
    );
  });

  test('backgrounds and what is not displayed are left out', () => {
    expect(clean('<path class="background" d="M0,0h1"/><path display="none" d="M0,0h1"/>')).toBe(
      '<svg class="chart"></svg>',
    );
  });
});

describe('a drawing is made harmless', () => {
  test('only attributes of shape and colour stay', () => {
    expect(clean('<path style="x" onclick="x" id="x" href="x" d="M0,0h1" stroke="var(--l95)"/>')).toBe(
      '<svg class="chart"><path d="M0,0h1" stroke="var(--l95)"/></svg>',
    );
  });

  test.each(['script', 'a', 'image', 'foreignObject', 'use', 'style'])('the element %s is refused', (tag) => {
    expect(() => clean(`<${tag}></${tag}>`)).toThrow(Problem);
  });

  test('text that looks like attributes is kept as it is', () => {
    const text = 'GET style="x" onload="y" &lt;script&gt;';
    expect(clean(`<text fill="var(--e1)">${text}</text>`)).toContain(`>${text}</text>`);
  });
});
