import { defineConfig } from 'vitest/config';
import { functionsUnderRoles } from './testing/roles/plugin.ts';
import SlowFirst from './testing/slow-first.ts';

export default defineConfig({
  plugins: [functionsUnderRoles()],
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'testing/global-setup.ts',
    setupFiles: ['testing/silence-log.ts', 'testing/undo-fakes.ts'],
    // A process of its own for each file would cost a third more: the imports are most of what a file does.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    // A test's name is written out, so that a list of failures can be understood.
    taskTitleValueFormatTruncate: 0,
    reporters: ['default', './testing/closing-line.ts'],
    // Most of a test's time is the database's and the children's; the default leaves a core idle.
    maxWorkers: 3,
    // Only for what hangs: a test says nothing of how long something takes.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
