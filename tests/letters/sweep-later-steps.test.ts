import { expect, it, vi } from 'vitest';
import { buildProcessPayout } from '../../functions/admin/process.ts';
import { buildSweep } from '../../functions/workers/sweep.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { contextOf } from '../../testing/call.ts';
import { callExpecting } from '../../testing/expect.ts';
import { at, payoutThatIs, processing } from '../../testing/lifecycle.ts';
import { useWorld } from '../../testing/use-world.ts';

const world = useWorld();

const noonOf = (day: number) => `2026-03-0${day}T12:00:00.000Z`;

/** One run at this time. @returns the subjects of its letters to this address */
async function sweep(now: string, to?: string, order = {}): Promise<string[]> {
  const sendMail = vi.fn<SendMail>(async () => 'sent');
  const settings = { ...world.settings, email: { from: 'payouts@example.com' } };
  await buildSweep({ ...at(world, now), settings, sendMail })(order, contextOf({ remainingMs: 300_000 }));
  return sendMail.mock.calls.filter(([each]) => each === to).map(([, { subject }]) => subject);
}

it.each([
  [[{ action: 'start' }], ['Your payout of $50.00 is on its way']],
  [[{ action: 'fail', reason: 'No.' }], ['Your payout of $50.00 could not be paid']],
  [
    [{ action: 'start' }, { action: 'complete', transaction_id: 'T-1' }],
    ['Your payout of $50.00 is on its way', 'Your payout of $50.00 is paid'],
  ],
])('a sweep tells of steps since the last one, though the request is older: %j', async (steps, expected) => {
  // Whatever the test before it has left.
  await sweep(noonOf(1), undefined, { skip: true });
  const { affiliate, payout_id } = await payoutThatIs(at(world, noonOf(2)), 'pending');
  const { payment_email } = affiliate;
  expect(await sweep(noonOf(3), payment_email)).toStrictEqual(['We have your request for $50.00']);
  for (const step of steps) {
    await callExpecting(200, buildProcessPayout(at(world, noonOf(4))), processing(payout_id, step));
  }
  expect(await sweep(noonOf(5), payment_email)).toStrictEqual(expected);
});
