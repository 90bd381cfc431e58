import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseGate } from '../../../src/decode/gate/parse-gate.ts';
import { checkSettings } from '../../../src/decode/settings/check-settings.ts';
import { plainMetrics } from '../../../src/model/gate-metric.ts';
import { measures } from '../../../src/model/measure.ts';
import { repository } from '../../support/cli.ts';

const manual = readFileSync(join(repository, 'docs/gates.md'), 'utf8');
const spans = [...manual.replace(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);

describe('docs/gates.md', () => {
  const gates = spans.filter((span) => /^no regression|[^-] [<>]=? /.test(span));

  it.each(gates)('%s can be read', (text) => {
    expect(parseGate(text).text).toBe(text);
  });

  it('has every metric and every measure', () => {
    expect(gates.length).toBeGreaterThan(30);
    for (const { words } of plainMetrics) {
      expect(gates.some((text) => text.startsWith(words[0] ?? ''))).toBe(true);
    }
    for (const { id } of measures) expect(spans).toContain(id);
  });

  it('has the grammar that stands above the parser', () => {
    const source = readFileSync(join(repository, 'src/decode/gate/parse-gate.ts'), 'utf8');
    const [, grammar = ''] = /^```\n(gate .*?)^```/ms.exec(manual) ?? [];
    const lines = grammar
      .trim()
      .split('\n')
      .map((line) => line.trim());
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(source).toContain(line);
  });

  it('shows settings that can be read', () => {
    const [, text = ''] = /^```yaml\n(.*?)^```/ms.exec(manual) ?? [];
    const settings = checkSettings(parse(text), 'docs/gates.md', () => null);
    expect(settings.gates?.map((gate) => parseGate(gate))).toHaveLength(3);
  });
});
