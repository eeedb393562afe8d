import { beforeEach, vi } from 'vitest';

/** The service's log lines would drown the report. A test that reads them looks at the same spies. */
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => {});
  }
});
