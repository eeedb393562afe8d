import { describe, expect, it } from 'vitest';
import { claimDigest, concludeDigest, releaseDigest } from '../../../libs/store/digests.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BEGIN = Date.parse('2026-03-01T08:00:00.000Z');
const at = (ms: number) => new Date(BEGIN + ms).toISOString();
const run = (id: string, ms: number) => ({ id, now: at(ms) });
const claim = (id: string, ms: number) => claimDigest(world.store, run(id, ms));

describe('the digest of a day', () => {
  it('is one run’s at a time, for three minutes, and tells from the last one on', async () => {
    expect(await claim('first', 0)).toBe(at(-DAY));
    expect(await claim('second', 3 * MINUTE)).toBeUndefined();
    // The same run, whose answer was lost, has it all the same.
    expect(await claim('first', MINUTE)).toBe(at(MINUTE - DAY));
    expect(await claim('second', 4 * MINUTE + 1)).toBe(at(4 * MINUTE + 1 - DAY));
    // The first one comes back from the dead: it neither ends nor gives up what is another's.
    await releaseDigest(world.store, run('first', 5 * MINUTE));
    await concludeDigest(world.store, run('first', 5 * MINUTE), { until: at(5 * MINUTE) });
    expect(await claim('third', 5 * MINUTE)).toBeUndefined();
    await releaseDigest(world.store, run('second', 5 * MINUTE));
    expect(await claim('third', 5 * MINUTE + 1)).toBe(at(5 * MINUTE + 1 - DAY));
    await concludeDigest(world.store, run('third', 5 * MINUTE + 1), { until: at(4 * MINUTE) });
    expect(await claim('fourth', 15 * 60 * MINUTE)).toBeUndefined();
    // Midnight is 16 hours later: the next day tells on from where this one has ended.
    expect(await claim('fifth', 16 * 60 * MINUTE)).toBe(at(4 * MINUTE));
    // It is done for its own day, also if all that it told of happened the day before.
    await concludeDigest(world.store, run('fifth', 16 * 60 * MINUTE), { until: at(5 * MINUTE) });
    expect(await claim('sixth', 17 * 60 * MINUTE)).toBeUndefined();
  });
});
