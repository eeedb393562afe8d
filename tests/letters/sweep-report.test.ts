import { beforeEach, expect, it } from 'vitest';
import { buildSweep, type SweepReport } from '../../functions/workers/sweep.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { alarmsNamed } from '../../testing/alarms.ts';
import { logged } from '../../testing/bookkeeping.ts';
import { contextOf } from '../../testing/call.ts';
import { at, payoutThatIs } from '../../testing/lifecycle.ts';
import { setPayout } from '../../testing/other-service.ts';
import { useWorld } from '../../testing/use-world.ts';
import { countersOf } from '../../testing/world.ts';
import { mailbox } from './mailbox.ts';

const world = useWorld();

const noonOf = (day: number) => `2026-03-0${day}T12:00:00.000Z`;

function sweep(sendMail: SendMail, now: string, order = {}, remainingMs = 300_000): Promise<SweepReport> {
  const settings = { ...world.settings, email: { from: 'payouts@example.com' } };
  return buildSweep({ ...at(world, now), settings, sendMail })(order, contextOf({ remainingMs }));
}

// Whatever the test before it has left.
beforeEach(() => sweep(mailbox(), noonOf(1), { skip: true }));

it('a sweep says how many mails it has handed over, though several go out at once', async () => {
  for (let each = 0; each < 6; each++) await payoutThatIs(at(world, noonOf(2)), 'pending');
  const sendMail = mailbox();
  const { told } = await sweep(sendMail, noonOf(3));
  expect(told).toBeGreaterThanOrEqual(6);
  expect(told).toBe(sendMail.mock.calls.length);
});

it('a sweep without enough time calls a person, also if nothing has failed', async () => {
  await payoutThatIs(at(world, noonOf(2)), 'pending');
  expect(await sweep(mailbox(), noonOf(3), {}, 59_999)).toMatchObject({ outcome: 'unfinished', failed: 0 });
  expect(alarmsNamed('letters-late')).toMatchObject([{ outcome: 'unfinished', payoutIds: [] }]);
});

it('a sweep that finds another at it says so in the log', async () => {
  await Promise.all([sweep(mailbox(), noonOf(3)), sweep(mailbox(), noonOf(3))]);
  const lines = logged('info', 'sweep').slice(-2);
  for (const outcome of ['busy', 'done']) {
    expect(lines).toContainEqual(expect.objectContaining({ outcome }));
  }
});

it('a sweep counts again what another service has changed since it was counted', async () => {
  const { affiliate, payout_id } = await payoutThatIs(at(world, noonOf(2)), 'processing');
  await setPayout(world, payout_id, { amount: 6000 });
  expect(await sweep(mailbox(), noonOf(3))).toMatchObject({ counted: 1 });
  expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ committed: 6000 });
  expect(await sweep(mailbox(), noonOf(4))).toMatchObject({ counted: 0 });
});
