import { defineConfig } from 'vitest/config';
import { TESTS_OF_PART } from './tests-of-part.ts';

export default defineConfig({
  test: {
    include: process.env[TESTS_OF_PART]?.split('\n') ?? [],
    setupFiles: ['testing/silence-log.ts', 'testing/undo-fakes.ts'],
    isolate: false,
  },
});
