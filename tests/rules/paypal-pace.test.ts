import { describe, expect, it } from 'vitest';
import { openPace } from '../../libs/paypal/pace.ts';

/** A pace on a clock that goes on only while somebody waits for a turn. */
function paceFromZero(postsPerMinute: number) {
  const clock = { ms: 0 };
  const sleep = async (ms: number) => {
    clock.ms += ms;
  };
  return { clock, pace: openPace(postsPerMinute, { now: () => clock.ms, sleep }) };
}

const EVER = Number.POSITIVE_INFINITY;

/** When each of so many gets its turn. */
async function turns({ clock, pace }: ReturnType<typeof paceFromZero>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) if (await pace.turn(EVER)) times.push(clock.ms);
  return times;
}

describe('the pace of one process', () => {
  it('is so many posts a minute', async () => {
    const times = await turns(paceFromZero(400), 402);
    expect(times).toStrictEqual([0, 0, ...Array.from({ length: 400 }, (_, index) => index * 150)]);
  });

  it('is never over the limit of PayPal, as it is set up', async () => {
    const times = await turns(paceFromZero(390), 2000);
    const inMinuteFrom = (start: number) => times.filter((at) => at >= start && at < start + 60_000).length;
    expect(Math.max(...times.map(inMinuteFrom))).toBeLessThanOrEqual(400);
  });

  it('makes up for a third of a second, and not for more', async () => {
    const late = paceFromZero(60);
    await turns(late, 1);
    late.clock.ms = 900;
    expect(await turns(late, 3)).toStrictEqual([900, 1700, 2700]);
    late.clock.ms = 9000;
    expect(await turns(late, 3)).toStrictEqual([9000, 9700, 10_700]);
  });

  it('is kept by all that wait at the same time, first come, first served', async () => {
    const { clock, pace } = paceFromZero(60);
    const times: string[] = [];
    const wait = async (name: string) => (await pace.turn(EVER)) && times.push(`${name} at ${clock.ms}`);
    await Promise.all(['first', 'second', 'third'].map(wait));
    expect(times).toStrictEqual(['first at 0', 'second at 700', 'third at 1700']);
  });

  it('lets nobody wait for longer than they are ready to', async () => {
    const { clock, pace } = paceFromZero(60);
    expect(await pace.turn(0)).toBe(true);
    expect(await pace.turn(699)).toBe(false);
    expect(clock.ms).toBe(0);
    expect(await pace.turn(700)).toBe(true);
  });

  it('gives a turn that is free also to those who cannot wait', async () => {
    expect(await paceFromZero(400).pace.turn(-30_000)).toBe(true);
  });

  it('is kept by the clock of the machine, if it is given no other', async () => {
    const pace = openPace(1);
    expect(await pace.turn(0)).toBe(true);
    expect(await pace.turn(0)).toBe(false);
  });
});

describe('after a 429', () => {
  it.each([
    ['waits as long as it says', 7000, 7000],
    ['waits for a quarter of a minute if it says nothing', undefined, 15_000],
    ['waits for ten minutes at most', 9_999_000, 600_000],
  ])('the process %s', async (_, retryAfterMs, until) => {
    const slowed = paceFromZero(400);
    await turns(slowed, 1);
    slowed.pace.slowDown(retryAfterMs);
    expect(await turns(slowed, 1)).toStrictEqual([until]);
  });

  it('goes on one at a time, and at its usual pace once a post was taken', async () => {
    const slowed = paceFromZero(400);
    slowed.pace.slowDown(1000);
    expect(await turns(slowed, 3)).toStrictEqual([1000, 2500, 4000]);
    slowed.pace.goOn();
    expect(await turns(slowed, 3)).toStrictEqual([5500, 5650, 5800]);
  });

  it('goes on no faster than it is set up to', async () => {
    const slowed = paceFromZero(20);
    slowed.pace.slowDown(1000);
    expect(await turns(slowed, 3)).toStrictEqual([1000, 4000, 7000]);
  });

  it('those who wait already wait longer, or give up', async () => {
    const slowed = paceFromZero(60);
    await turns(slowed, 1);
    const patient = slowed.pace.turn(EVER);
    const impatient = slowed.pace.turn(4000);
    slowed.pace.slowDown(5000);
    expect(await Promise.all([patient, impatient])).toStrictEqual([true, false]);
    expect(slowed.clock.ms).toBe(5000);
  });

  it('one that says to come sooner does not shorten the wait', async () => {
    const slowed = paceFromZero(400);
    slowed.pace.slowDown(9000);
    slowed.pace.slowDown(1000);
    expect(await turns(slowed, 1)).toStrictEqual([9000]);
  });
});
