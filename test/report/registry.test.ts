import { describe, expect, it } from 'vitest';
import { reporterFor, reporters } from '../../src/report/registry.ts';

describe('The output formats', () => {
  it('are found by their name', () => {
    expect(reporters.map((reporter) => reporter.id)).toEqual([
      'html',
      'json',
      'markdown',
      'junit',
      'text',
      'github',
    ]);
    for (const reporter of reporters) expect(reporterFor(reporter.id)).toBe(reporter);
  });

  it('name the HTML report as its own module does, which is loaded only to render', async () => {
    const { html } = await import('../../src/report/html.ts');
    expect(reporterFor('html')).toMatchObject({ id: html.id, title: html.title, fileName: html.fileName });
  });

  it('do not include names that any object has', () => {
    for (const id of ['pdf', '', '__proto__', 'constructor']) expect(reporterFor(id)).toBeNull();
  });

  it('write to files of different names', () => {
    expect(new Set(reporters.map((reporter) => reporter.fileName)).size).toBe(reporters.length);
  });
});
