import { beforeAll, beforeEach, vi } from 'vitest';

/** Keeps the log of the service out of the report. Tests that read the log use the same spies. */
function silence(): void {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => {});
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
}

beforeAll(silence);
beforeEach(silence);
