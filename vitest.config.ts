import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/world/compile.ts',
    setupFiles: 'tests/world/quiet.ts',
    reporters: ['default', './tests/world/closing-line.ts'],
    // Most of a test's time is the database's and the children's; the default leaves a core idle.
    maxWorkers: 3,
    // Only for what hangs: a test says nothing of how long something takes.
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
