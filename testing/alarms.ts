import { vi } from 'vitest';

/** The alarms of this name that were raised in this test, without the parts that only CloudWatch reads. */
export function alarmsNamed(name: string): Record<string, unknown>[] {
  return vi
    .mocked(console.error)
    .mock.calls.map(([line]) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => event === name)
    .map(({ _aws, level, event, [name]: _, ...facts }) => facts);
}
