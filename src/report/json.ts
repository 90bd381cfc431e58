import type { Reporter } from './reporter.ts';

/**
 * The `Result`, exactly. Keys stand in the order in which the analysis made them, which is always the same, so that
 * equal results are equal bytes.
 */
export const json = {
  id: 'json',
  title: 'JSON, the whole result',
  fileName: 'result.json',
  async render(result) {
    return `${JSON.stringify(result, null, 2)}\n`;
  },
} as const satisfies Reporter;
