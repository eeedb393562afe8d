import { beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSweep } from '../../functions/workers/sweep.ts';
import type { SendMail } from '../../libs/email/send.ts';
import type { EmailSettings } from '../../libs/runtime/email-settings.ts';
import type { Store } from '../../libs/store/engine/client.ts';
import { alarmsNamed } from '../../testing/alarms.ts';
import { logged } from '../../testing/bookkeeping.ts';
import { contextOf } from '../../testing/call.ts';
import { withClient } from '../../testing/client.ts';
import { at, payoutThatIs } from '../../testing/lifecycle.ts';
import { putPayout, record, storedPayout } from '../../testing/other-service.ts';
import { useWorld } from '../../testing/use-world.ts';
import { addAffiliate, addFiledPayouts, NOW } from '../../testing/world.ts';
import { mailbox } from './mailbox.ts';

const world = useWorld();
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const later = (ms: number, than = NOW) => new Date(Date.parse(than) + ms).toISOString();

const toldBy = ({ mock }: ReturnType<typeof mailbox>, to: string | undefined) =>
  mock.calls.filter(([receiver]) => receiver === to).map(([, { subject }]) => subject);

/** One run at this time. */
const sweep = (
  sendMail: SendMail | undefined,
  now: string,
  { order = {}, email = {}, remainingMs = 300_000, store = world.store }: SweepOptions = {},
) => {
  const settings = { ...world.settings, email: { from: 'payouts@example.com', ...email } };
  const mail = sendMail && { settings, sendMail };
  return buildSweep({ ...at(world, now), store, ...mail })(order, contextOf({ remainingMs }));
};

interface SweepOptions {
  order?: object;
  email?: Partial<EmailSettings>;
  remainingMs?: number;
  store?: Store;
}

const EVENING = '2026-03-04T18:00:00.000Z';

describe('a sweep', () => {
  // Whatever the test before it has left.
  beforeEach(() => sweep(undefined, later(-MINUTE_MS), { order: { skip: true } }));

  it('tells of each step that nobody was told of, in its order and words, and of none twice', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'completed', { payment_method: 'zelle' });
    const sendMail = mailbox();
    expect(await sweep(sendMail, EVENING)).toMatchObject({ outcome: 'done', failed: 0 });
    expect(toldBy(sendMail, affiliate.payment_email)).toStrictEqual([
      'We have your request for $50.00',
      'A payout was requested to a different destination',
      'Your payout of $50.00 is on its way',
      'Your payout of $50.00 is paid',
    ]);
    const texts = sendMail.mock.calls
      .filter(([to]) => to === affiliate.payment_email)
      .map(([, { text }]) => text.includes('T-1'));
    // The transaction was not known before the last step.
    expect(texts).toStrictEqual([false, false, false, true]);
    expect((await storedPayout(world, payout_id))?.mails).toHaveProperty('size', 4);
    await sweep(sendMail, later(15 * MINUTE_MS, EVENING));
    await sweep(sendMail, later(DAY_MS, EVENING));
    expect(toldBy(sendMail, affiliate.payment_email)).toHaveLength(4);
  });

  it.each([
    ['pending', ['We have your request for $50.00']],
    ['scheduled', ['Your payout of $50.00 is scheduled']],
    ['processing', ['We have your request for $50.00', 'Your payout of $50.00 is on its way']],
    ['cancelled', ['We have your request for $50.00', 'Your payout of $50.00 is cancelled']],
  ] as const)('finds a payout that is %s', async (status, expected) => {
    const { affiliate } = await payoutThatIs(world, status);
    const sendMail = mailbox();
    await sweep(sendMail, EVENING);
    expect(toldBy(sendMail, affiliate.payment_email)).toStrictEqual(expected);
  });

  it('leaves to the stream what is younger than 35 minutes', async () => {
    const { affiliate } = await payoutThatIs(world, 'pending');
    const sendMail = mailbox();
    await sweep(sendMail, later(35 * MINUTE_MS - 1));
    expect(toldBy(sendMail, affiliate.payment_email)).toStrictEqual([]);
    await sweep(sendMail, later(35 * MINUTE_MS));
    expect(toldBy(sendMail, affiliate.payment_email)).toHaveLength(1);
  });

  it('goes on where everything was told, however long SES is down', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'cancelled');
    const down = vi.fn<SendMail>(async () => Promise.reject(new Error('SES is down.')));
    for (const days of [1, 2, 3, 10]) {
      expect(await sweep(down, later(days * DAY_MS, EVENING))).toMatchObject({ outcome: 'unfinished' });
    }
    expect(alarmsNamed('letters-late')).toHaveLength(4);
    expect(alarmsNamed('letters-late')[0]).toMatchObject({ payoutIds: expect.arrayContaining([payout_id]) });
    const failed = { payoutId: payout_id, stack: expect.stringContaining('SES is down.') };
    expect(logged('error', 'sweep')).toContainEqual(failed);
    const sendMail = mailbox();
    await sweep(sendMail, later(11 * DAY_MS));
    expect(logged('info', 'sweep').at(-1)).toMatchObject({ outcome: 'done', failed: 0 });
    expect(toldBy(sendMail, affiliate.payment_email)).toStrictEqual([
      'We have your request for $50.00',
      'Your payout of $50.00 is cancelled',
    ]);
  });

  it('tells nothing that is older than two weeks', async () => {
    const { affiliate } = await payoutThatIs(world, 'pending');
    const sendMail = mailbox();
    await sweep(sendMail, later(14 * DAY_MS + 1));
    expect(toldBy(sendMail, affiliate.payment_email)).toStrictEqual([]);
  });

  it('tells nothing of what happened while there was no sender, or before it is told to begin anew', async () => {
    const silent = await payoutThatIs(world, 'pending');
    await sweep(undefined, later(MINUTE_MS));
    const sendMail = mailbox();
    await sweep(sendMail, later(60 * MINUTE_MS));
    expect(toldBy(sendMail, silent.affiliate.payment_email)).toStrictEqual([]);
    const skipped = await payoutThatIs(at(world, later(61 * MINUTE_MS)), 'pending');
    await sweep(sendMail, later(62 * MINUTE_MS), { order: { skip: true } });
    // The first run after it begins where the start anew left off, not before.
    for (const minutes of [77, 92, 200]) await sweep(sendMail, later(minutes * MINUTE_MS));
    expect(toldBy(sendMail, skipped.affiliate.payment_email)).toStrictEqual([]);
  });

  it('leaves to the stream what happens in the moment in which it begins anew', async () => {
    const moment = later(300 * MINUTE_MS);
    await sweep(mailbox(), moment, { order: { skip: true } });
    const { affiliate } = await payoutThatIs(at(world, moment), 'pending');
    const sendMail = mailbox();
    await sweep(sendMail, later(15 * MINUTE_MS, moment));
    expect(toldBy(sendMail, affiliate.payment_email)).toStrictEqual([]);
    await sweep(sendMail, later(35 * MINUTE_MS, moment));
    expect(toldBy(sendMail, affiliate.payment_email)).toHaveLength(1);
  });

  it('counts what another service wrote, and tells nobody of it', async () => {
    const { affiliate_id, payment_email } = await addAffiliate(world);
    const theirs = record(world, { affiliate_id, payment_email, status: 'processing' });
    await putPayout(world, theirs);
    const sendMail = mailbox();
    const { counted } = await sweep(sendMail, EVENING, { email: { tellsOfOthers: true } });
    expect(counted).toBeGreaterThan(0);
    expect(await storedPayout(world, theirs.payout_id)).toMatchObject({
      affiliate_status: `processing#${affiliate_id}`,
    });
    expect(toldBy(sendMail, payment_email)).toStrictEqual([]);
    expect(await sweep(sendMail, later(MINUTE_MS, EVENING))).toMatchObject({ counted: 0 });
  });

  it.each([
    ['each', 1],
    ['daily', 0],
    ['none', 0],
  ] as const)('tells the admin of a request if adminMail is each: %s', async (adminMail, times) => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const sendMail = mailbox();
    await sweep(sendMail, EVENING, { email: { adminEmail: 'admin@example.com', adminMail } });
    const mails = sendMail.mock.calls.filter(([, { text }]) => text.includes(payout_id));
    expect(mails.filter(([to]) => to === 'admin@example.com')).toHaveLength(times);
  });

  it('is one at a time', async () => {
    const { affiliate } = await payoutThatIs(world, 'pending');
    const sendMail = mailbox();
    const reports = await Promise.all(Array.from({ length: 4 }, () => sweep(sendMail, EVENING)));
    expect(reports.map(({ outcome }) => outcome).sort()).toStrictEqual(['busy', 'busy', 'busy', 'done']);
    expect(toldBy(sendMail, affiliate.payment_email)).toHaveLength(1);
  });

  it('stops before its time is up, and the next one begins at the same place', async () => {
    const { affiliate } = await payoutThatIs(world, 'pending');
    const sendMail = mailbox();
    expect(await sweep(sendMail, EVENING, { remainingMs: 59_999 })).toMatchObject({ outcome: 'unfinished' });
    expect(sendMail).not.toHaveBeenCalled();
    await sweep(sendMail, later(MINUTE_MS, EVENING));
    expect(toldBy(sendMail, affiliate.payment_email)).toHaveLength(1);
  });

  it('reads what is open or has ended lately, and nothing else', async () => {
    const { affiliate } = await payoutThatIs(world, 'completed');
    await addFiledPayouts(
      world,
      ...Array.from({ length: 300 }, () => ({ processed_at: '2025-01-02T00:00:00.000Z' })),
    );
    let items = 0;
    const store = withClient(world, async (name, send) => {
      const answer = await send();
      if (name === 'QueryCommand') items += (answer.output as { Items: object[] }).Items.length;
      return answer;
    });
    const sendMail = mailbox();
    await sweep(sendMail, EVENING, { store });
    expect(toldBy(sendMail, affiliate.payment_email)).toHaveLength(3);
    expect(items).toBeLessThan(100);
  });
});
