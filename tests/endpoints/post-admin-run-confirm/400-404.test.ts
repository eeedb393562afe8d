import { describe, it } from 'vitest';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { invalidRequest, RUN_NOT_FOUND } from '../../../testing/refusals.ts';
import { confirm, confirming, freeze } from '../../../testing/runs.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: confirmRun } = useHandler(buildConfirmRun);

/** A draft of one payout. */
async function draft() {
  const { payout_id } = await payoutThatIs(world, 'pending');
  return { run: await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] }) };
}

describe('POST /admin/runs/{run_id}/confirm: 400 and 404', () => {
  const HASH = '0'.repeat(64);
  const SAYS_HASH: [string, string] = ['hash', 'must be the hash of the run'];

  it.each([undefined, '', 'x', HASH.toUpperCase().replace('0', 'A'), `${HASH}0`, 5])(
    'refuses the hash %j',
    async (hash) => {
      const { run } = await draft();
      const fault: [string, string] = hash === undefined ? ['hash', 'is required'] : SAYS_HASH;
      await expectRefusal(world, confirmRun, confirming(run.run_id, { hash }), invalidRequest(fault));
    },
  );

  it('refuses the hash of another run, also once the run is confirmed', async () => {
    const { run } = await draft();
    const { run: other } = await draft();
    await expectRefusal(
      world,
      confirmRun,
      confirming(run.run_id, { hash: other.hash }),
      invalidRequest(SAYS_HASH),
    );
    await confirm(world, run);
    await expectRefusal(
      world,
      confirmRun,
      confirming(run.run_id, { hash: other.hash }),
      invalidRequest(SAYS_HASH),
    );
  });

  it.each(['none', '00000000-0000-4000-8000-000000000000', 'x'.repeat(3000), '\ud800', ' '])(
    'knows no run %j',
    (id) => expectRefusal(world, confirmRun, confirming(id, { hash: HASH }), RUN_NOT_FOUND),
  );

  it('knows no part of a run', async () => {
    const { run } = await draft();
    for (const part of ['lines/0', 'left-out'])
      await expectRefusal(
        world,
        confirmRun,
        confirming(`${run.run_id}/${part}`, { hash: HASH }),
        RUN_NOT_FOUND,
      );
  });

  it('names what is wrong with the body before it looks for the run', () =>
    expectRefusal(world, confirmRun, confirming('none', { hash: 'x' }), invalidRequest(SAYS_HASH)));
});
