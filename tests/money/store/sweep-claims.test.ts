import { expect, it } from 'vitest';
import { claimSweep, concludeSweep } from '../../../libs/store/sweeps.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

const MINUTE = 60_000;
const BEGIN = Date.parse('2026-03-01T08:00:00.000Z');
const at = (ms: number) => new Date(BEGIN + ms).toISOString();
const run = (id: string, ms: number) => ({ id, now: at(ms) });
const claim = (id: string, ms: number) => claimSweep(world.store, run(id, ms), at(-MINUTE));

it('a sweep is one run’s at a time, for sixteen minutes, and only that run moves the mark', async () => {
  expect(await claim('first', 0)).toBe(at(-MINUTE));
  expect(await claim('second', 16 * MINUTE)).toBeUndefined();
  // The same run, whose answer was lost, has it all the same.
  expect(await claim('first', MINUTE)).toBe(at(-MINUTE));
  expect(await claim('second', 17 * MINUTE + 1)).toBe(at(-MINUTE));
  // The first one comes back from the dead: it neither ends what is another's nor moves its mark.
  await concludeSweep(world.store, run('first', 18 * MINUTE), at(18 * MINUTE));
  expect(await claim('third', 18 * MINUTE)).toBeUndefined();
  await concludeSweep(world.store, run('second', 18 * MINUTE), at(5 * MINUTE));
  expect(await claim('third', 18 * MINUTE + 1)).toBe(at(5 * MINUTE));
});
