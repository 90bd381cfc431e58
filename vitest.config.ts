import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    testTimeout: 30_000,
    // Many tests run real servers against real clocks, and CI's two cores are shared.
    retry: process.env['CI'] ? 1 : 0,
    // CI adds up what was run; see .ci/run.
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'artefacts/tests/unit.json' }]]
      : ['default'],
  },
});
