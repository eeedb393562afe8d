import { describe, expect, it, vi } from 'vitest';
import { buildRedrive } from '../../functions/workers/redrive.ts';
import { buildSweep } from '../../functions/workers/sweep.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { logged } from '../../testing/bookkeeping.ts';
import { contextOf } from '../../testing/call.ts';
import { payoutThatIs } from '../../testing/lifecycle.ts';
import { putPayout, record, storedPayout } from '../../testing/other-service.ts';
import { callsOf, read, sendInTime, startedPayout, sync, useRail } from '../../testing/paypal.ts';
import { useWorld } from '../../testing/use-world.ts';
import { addAffiliate } from '../../testing/world.ts';
import { mailbox, subjectsIn } from './mailbox.ts';

const world = useWorld();
const rail = useRail(world);
const HOUR_MS = 3_600_000;

const mailing = (sendMail: SendMail) => ({
  ...world,
  settings: { ...world.settings, email: { from: 'payouts@example.com' } },
  sendMail,
});
const redrive = (sendMail: SendMail, ...payout_ids: string[]) =>
  buildRedrive(mailing(sendMail))({ payout_ids }, contextOf({ remainingMs: 900_000 }));

describe('redrive', () => {
  it('sends a payout that was started and not sent, and tells what was not told, once', async () => {
    const payout = await startedPayout(world);
    const { payout_id } = payout;
    rail.clock.ms += HOUR_MS;
    const sendMail = mailbox();
    const posts = callsOf(rail, 'create');
    expect(await redrive(sendMail, payout_id, payout_id)).toStrictEqual({
      results: [{ payout_id, outcome: 'done', sent: 'sent', told: 2 }],
    });
    expect((await read(world, payout))?.provider?.batch_id).toBeDefined();
    expect(await redrive(sendMail, payout_id)).toStrictEqual({
      results: [{ payout_id, outcome: 'done', sent: 'not_ours', told: 0 }],
    });
    expect(callsOf(rail, 'create') - posts).toBe(1);
    expect(subjectsIn(sendMail)).toStrictEqual([
      'We have your request for $50.00',
      'Your payout of $50.00 is on its way',
    ]);
  });

  it('tells what a payout waits for at PayPal', async () => {
    const payout = await startedPayout(world, 'unclaimed@example.com');
    await sendInTime(world, payout);
    await rail.simulator.settle();
    // The second time, PayPal says the same.
    for (let hour = 0; hour < 2; hour++) {
      rail.clock.ms += HOUR_MS;
      await sync(world);
    }
    const sendMail = mailbox();
    await redrive(sendMail, payout.payout_id);
    expect(subjectsIn(sendMail)).toStrictEqual([
      'We have your request for $50.00',
      'Your payout of $50.00 is on its way',
      'Your payout of $50.00 is waiting for you',
    ]);
  });

  it('leaves to the stream what has only just happened', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    expect(await redrive(mailbox(), payout_id)).toMatchObject({ results: [{ outcome: 'done', told: 0 }] });
  });

  it('counts what another service wrote', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const theirs = record(world, { affiliate_id });
    await putPayout(world, theirs);
    await redrive(mailbox(), String(theirs.payout_id));
    expect(await storedPayout(world, theirs.payout_id)).toMatchObject({
      affiliate_status: `pending#${affiliate_id}`,
    });
  });

  it('goes on after one that fails, and says of each how it ended', async () => {
    const bad = await payoutThatIs(world, 'pending', { payment_email: 'bad@example.com' });
    const good = await payoutThatIs(world, 'pending');
    rail.clock.ms += HOUR_MS;
    const sendMail = vi.fn<SendMail>(async (to) => {
      if (to === bad.affiliate.payment_email) throw new Error('SES is down.');
      return 'sent';
    });
    const { results } = await redrive(sendMail, 'nothing', bad.payout_id, good.payout_id);
    expect(results).toStrictEqual([
      { payout_id: 'nothing', outcome: 'not_found' },
      { payout_id: bad.payout_id, outcome: 'failed' },
      { payout_id: good.payout_id, outcome: 'done', told: 1 },
    ]);
    const lines = results.map(({ payout_id, ...result }) => ({ payoutId: payout_id, ...result }));
    expect(logged('warn', 'redrive')).toStrictEqual(lines);
    expect(logged('error', 'redrive')).toStrictEqual([
      { payoutId: bad.payout_id, stack: expect.stringContaining('SES is down.') },
    ]);
  });

  it('waits for a sweep that is at it, and does not move where the next one begins', async () => {
    const { affiliate } = await payoutThatIs(world, 'pending');
    const other = await payoutThatIs(world, 'pending');
    rail.clock.ms += 1;
    await buildSweep(mailing(mailbox()))({ skip: true }, contextOf({ remainingMs: 300_000 }));
    const late = await payoutThatIs(world, 'cancelled');
    rail.clock.ms += HOUR_MS;
    const never = vi.fn<SendMail>(() => new Promise(() => {}));
    void redrive(never, other.payout_id);
    await vi.waitFor(() => expect(never).toHaveBeenCalled());
    await expect(redrive(mailbox(), other.payout_id)).rejects.toMatchObject({ code: 'try_again' });
    rail.clock.ms += HOUR_MS;
    const sendMail = mailbox();
    await redrive(sendMail, other.payout_id);
    await buildSweep(mailing(sendMail))({}, contextOf({ remainingMs: 300_000 }));
    const receivers = sendMail.mock.calls.map(([to]) => to);
    expect(receivers.filter((to) => to === other.affiliate.payment_email)).toHaveLength(1);
    expect(receivers).toContain(late.affiliate.payment_email);
    expect(receivers).not.toContain(affiliate.payment_email);
  });
});
