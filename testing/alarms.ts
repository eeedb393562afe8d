import { vi } from 'vitest';
import { logged } from './bookkeeping.ts';

/** The alarms of this name that were raised in this test, without the parts that only CloudWatch reads. */
export const alarmsNamed = (name: string): object[] =>
  (logged('error', name) as Record<string, unknown>[]).map(({ [name]: _, ...facts }) => facts);

/** The events that were logged as errors in this test. */
export const errorsLogged = (): string[] =>
  vi.mocked(console.error).mock.calls.map(([line]) => JSON.parse(line).event);
