import { describe, expect, it } from 'vitest';
import { interrupted } from '../../../testing/interrupted.ts';
import type { Asked } from '../../../testing/lifecycle.ts';
import { confirm } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';
import { expectFileOf, freezeAll, isConfirming, isStartOf, pending } from './two-runs.ts';

const world = useWorld();

describe('an override', () => {
  it.each([
    ['while the run was confirmed', () => isConfirming],
    ['while its payout was started', isStartOf],
  ])('does not help against a warning that came %s', async (_, fits) => {
    const [closed, good] = (await pending(world, 2)) as [Asked, Asked];
    await addAffiliate(world, { ...closed.affiliate, status: 'closed' });
    const run = await freezeAll(world, [closed, good]);
    const here = interrupted(world, fits(good.payout_id), () =>
      addAffiliate(world, { ...good.affiliate, total_earned: 0 }),
    );
    const started = await confirm(here, run, 'Agreed.');
    expect(started).toMatchObject({
      count: 1,
      left_out: [{ payout_id: good.payout_id, reason: 'needs_override' }],
    });
    expect(await expectFileOf(world, run, [closed, good])).toStrictEqual([closed.payout_id]);
  });
});
