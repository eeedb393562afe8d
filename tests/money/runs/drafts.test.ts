import { describe, expect, it } from 'vitest';
import { cancelled, lost } from '../../../testing/client.ts';
import { interrupted, isWriting } from '../../../testing/interrupted.ts';
import type { Asked } from '../../../testing/lifecycle.ts';
import { setPayout } from '../../../testing/other-service.ts';
import { freeze, runNow } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { freezeAll, pending } from './two-runs.ts';

const world = useWorld();

describe('a draft', () => {
  it('has what the records say, and not an index that is behind', async () => {
    const [gone, changed, moved] = (await pending(world, 3)) as [Asked, Asked, Asked];
    const here = interrupted(
      world,
      (name) => name === 'QueryCommand',
      async () => {
        await setPayout(world, gone.payout_id, { status: 'cancelled' });
        await setPayout(world, changed.payout_id, { payment_email: 'else@example.com' });
        await setPayout(world, moved.payout_id, { payment_method: 'zelle' });
      },
      'after',
    );
    const { payouts, left_out } = await freeze(here, { form: 'paypal_csv' });
    const emails = new Map(payouts.map(({ payout_id, payment_email }) => [payout_id, payment_email]));
    expect(emails.get(changed.payout_id)).toBe('else@example.com');
    expect(emails.has(gone.payout_id)).toBe(false);
    expect(JSON.stringify(left_out)).not.toMatch(new RegExp(`${gone.payout_id}|${moved.payout_id}`));
  });

  it.each([
    ['its answer is lost', lost(), 'after'],
    ['the database is busy at first', cancelled('TransactionConflict', 'None', 'None'), 'before'],
  ] as const)('is kept once, and answered, if %s', async (_, fault, when) => {
    const here = interrupted(world, isWriting, () => Promise.reject(fault), when);
    const run = await freezeAll(here, await pending(world, 1));
    expect(await runNow(world, run.run_id)).toStrictEqual(run);
  });
});
