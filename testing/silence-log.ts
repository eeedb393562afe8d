import { beforeAll, beforeEach, vi } from 'vitest';

/** Keeps the log of the service out of the report. Tests that read the log use the same spy. */
function silence(): void {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
}

beforeAll(silence);
beforeEach(silence);
