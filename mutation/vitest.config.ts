import { defineConfig } from 'vitest/config';
import { TESTS_OF_PART } from './tests-of-part.ts';

export default defineConfig({
  test: {
    include: process.env[TESTS_OF_PART]?.split('\n') ?? [],
    setupFiles: ['testing/silence-log.ts', 'testing/undo-fakes.ts'],
    isolate: false,
    // Only for what hangs, as in the suite.
    testTimeout: 300_000,
  },
});
