import { describe, expect, it } from 'vitest';
import type { RunView } from '../../../schemas/parts/run.ts';
import { withClient } from '../../../testing/client.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { type Asked, at, payoutNow } from '../../../testing/lifecycle.ts';
import { deliver, putPayout, record, setPayout, storedPayout } from '../../../testing/other-service.ts';
import {
  bringBack,
  confirm,
  continueRuns,
  freeze,
  linesOfFile,
  paid,
  resultsOf,
} from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, type World } from '../../../testing/world.ts';
import {
  confirmIn,
  dyingAfter,
  expectFileOf,
  freezeAll,
  isLeaving,
  isStarting,
  LATER,
  pending,
} from './two-runs.ts';

const world = useWorld();

type Hook = [fits: (name: string, input: object) => boolean, what: () => Promise<unknown>];

/** A world in which something happens before the first call that fits, and later before another one. */
function interruptedTwice(...hooks: Hook[]): World {
  const left = [...hooks];
  const store = withClient(world, async (name, send, input) => {
    const [fits, what] = left[0] ?? [];
    if (fits?.(name, input)) {
      left.shift();
      await what?.();
    }
    return send();
  });
  return { ...world, store };
}

describe('an account that is closed while a run is confirmed', () => {
  const close = ({ affiliate }: Asked) => addAffiliate(world, { ...affiliate, status: 'closed' });
  const reopen = ({ affiliate }: Asked) => addAffiliate(world, { ...affiliate });

  it('has its payout left out, which may be in another run then', async () => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const { json } = await confirmIn(
      interrupted(world, isStarting, () => close(one)),
      run,
    );
    expect(json.data.run.left_out).toStrictEqual([{ payout_id: one.payout_id, reason: 'needs_override' }]);
    expect((await payoutNow(world, one.payout_id)).status).toBe('pending');
    await reopen(one);
    const next = await confirm(world, await freezeAll(world, [one]));
    expect(await expectFileOf(world, next, [one])).toStrictEqual([one.payout_id]);
    const { unmatched } = await bringBack(world, run.run_id, resultsOf(paid(one.payout_id)));
    expect(unmatched).toStrictEqual([2]);
    expect((await payoutNow(world, one.payout_id)).status).toBe('processing');
  });

  it('keeps its number: what would share it has another id, in the run, in its file and in its results', async () => {
    const affiliate = await addAffiliate(world);
    const { affiliate_id } = affiliate;
    const old = { affiliate_id, status: 'pending' } as const;
    const [kept, other] = await addPayouts(
      world,
      { ...old, payout_id: 'a-000000000001' },
      { ...old, payout_id: 'b-000000000001' },
    );
    const both = [kept, other].map((payout) => payout?.payout_id);
    const draft = await freeze(world, { form: 'paypal_csv', payout_ids: both });
    const here = interruptedTwice(
      [isStarting, async () => {}],
      [isStarting, () => addAffiliate(world, { ...affiliate, status: 'closed' })],
    );
    const { json } = await confirmIn(here, draft);
    const [{ file_id = '' } = {}, ...others] = json.data.run.payouts as RunView['payouts'];
    expect([file_id, others]).toStrictEqual([draft.payouts[0]?.file_id, []]);
    expect(await linesOfFile(world, draft.run_id)).toStrictEqual([expect.stringContaining(`,${file_id},`)]);
    const { results } = await bringBack(world, draft.run_id, resultsOf(paid(file_id)));
    expect(results).toMatchObject([{ success: true, payout_id: kept?.payout_id }]);
  });

  it.each([
    ['starts it before it is left out', () => world],
    ['starts it before it is left out, and dies', () => dyingAfter(world, 1, false)],
  ])('has its payout in the run after all, if another process %s', async (_, there) => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const here = interruptedTwice(
      [isStarting, () => close(one)],
      [
        isLeaving,
        async () => {
          await reopen(one);
          await continueRuns(at(there(), LATER));
        },
      ],
    );
    const { json } = await confirmIn(here, run);
    expect(json.data.run).toMatchObject({ count: 1, left_out: [] });
    expect(await expectFileOf(world, run, [one])).toStrictEqual([one.payout_id]);
  });

  it('stays out once it was left out, whichever process is late', async () => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    let rounds = 0;
    const here = interrupted(world, isStarting, async () => {
      rounds++;
      await close(one);
      await continueRuns(at(world, LATER));
      await reopen(one);
    });
    const { json } = await confirmIn(here, run);
    expect(rounds).toBe(1);
    expect(json.data.run.left_out).toStrictEqual([{ payout_id: one.payout_id, reason: 'needs_override' }]);
    expect((await payoutNow(world, one.payout_id)).status).toBe('pending');
    expect(await expectFileOf(world, run, [one])).toStrictEqual([]);
  });
});

describe('what another service changes while a run is confirmed', () => {
  const redirect = ({ payout_id }: Asked) =>
    setPayout(world, payout_id, { payment_email: 'eve@example.com' });
  const spoil = async ({ affiliate: { affiliate_id } }: Asked) =>
    deliver(world, await putPayout(world, record(world, { affiliate_id, amount: '$10' })));

  it.each([
    ['a destination', 'changed', redirect],
    ['a record that cannot be read', 'records_unreadable', spoil],
  ])('is not paid: for %s the payout is left out', async (_, reason, change) => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const here = interrupted(world, isStarting, () => change(one));
    const { json } = await confirmIn(here, run);
    expect(json.data.run.left_out).toStrictEqual([{ payout_id: one.payout_id, reason }]);
  });
});

describe('a payout that turns out to be taken, though it is pending', () => {
  it.each([
    ['in another run', { run_id: 'another' }],
    ['on the rail of PayPal', { rail: 'paypal' }],
  ])('is left out, also at the last moment: %s', async (_, facts) => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const here = interrupted(world, isStarting, () => setPayout(world, one.payout_id, facts));
    const { json } = await confirmIn(here, run);
    expect(json.data.run.left_out).toStrictEqual([{ payout_id: one.payout_id, reason: 'claimed' }]);
    expect(await storedPayout(world, one.payout_id)).toMatchObject({ status: 'pending', ...facts });
  });
});
