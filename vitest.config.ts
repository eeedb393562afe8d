import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/world/compile.ts',
    setupFiles: 'tests/world/quiet.ts',
    reporters: ['default', './tests/world/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
