import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildSendDigest } from '../../functions/workers/send-digest.ts';
import type { SendMail } from '../../libs/email/send.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import type { EmailSettings } from '../../libs/runtime/email-settings.ts';
import { contextOf } from '../../testing/call.ts';
import { lost, withClient } from '../../testing/client.ts';
import { everything } from '../../testing/expect.ts';
import { logTexts } from '../../testing/log-lines.ts';
import { addAffiliate, addPayouts, openWorld, type World } from '../../testing/world.ts';
import { mailbox, subjectsIn } from './mailbox.ts';

const MORNING = '2026-03-02T06:00:00.000Z';
const NEXT_MORNING = '2026-03-03T06:00:00.000Z';
const DAILY = { from: 'payouts@example.com', adminEmail: 'admin@example.com', adminMail: 'daily' } as const;
const YESTERDAY = '2026-03-01T12:00:00.000Z';
const LONG_AGO = '2026-01-01T12:00:00.000Z';

/** One run of the worker, at this time. */
const run = (
  world: World,
  sendMail: SendMail,
  { now = MORNING, email = DAILY }: { now?: string; email?: EmailSettings } = {},
) =>
  buildSendDigest({ ...world, settings: { ...world.settings, email }, now: () => now, sendMail })(
    {},
    contextOf({ remainingMs: 120_000 }),
  );

/** A database of its own for a test, with these payouts of one affiliate: a day has one digest. */
async function open(...payouts: Partial<Payout>[]): Promise<World> {
  const { world, close } = await openWorld();
  onTestFinished(close);
  const { affiliate_id } = await addAffiliate(world, { payment_email: 'ada@example.com' });
  const facts = { affiliate_id, payment_email: 'ada@example.com', requested_at: YESTERDAY };
  await addPayouts(world, ...payouts.map((payout) => ({ ...facts, ...payout })));
  return world;
}

describe('the digest of a day', () => {
  it('tells the admin what waits, what needs a person, and what came in', async () => {
    const world = await open(
      { status: 'pending', amount: 2000 },
      { status: 'pending', amount: 3000, payment_method: 'zelle' },
      { status: 'pending', amount: 4000, payment_email: 'else@example.com', requested_at: LONG_AGO },
      { status: 'processing', amount: 5000, requested_at: LONG_AGO },
      { status: 'completed', amount: 6000 },
      { status: 'completed', amount: 7000, requested_at: LONG_AGO },
      { status: 'scheduled', amount: 8000 },
    );
    const sendMail = mailbox();
    expect(await run(world, sendMail)).toStrictEqual({ outcome: 'sent' });
    expect(sendMail.mock.calls.map(([to]) => to)).toStrictEqual(['admin@example.com']);
    expect(logTexts().at(-1)).toContain('{"level":"info","event":"digest","outcome":"sent"}');
    expect(sendMail.mock.calls[0]?.[1].text.split('\n')).toEqual(
      expect.arrayContaining([
        '3 payouts are waiting for you',
        '4 payouts came in between 1 March 2026, 06:00 UTC and 2 March 2026, 05:59 UTC.',
        'Pending, PayPal:         2 payouts, $60.00',
        'Pending, Zelle:          1 payout, $30.00',
        // One does not go to the destination on record, and another not by the method on record.
        'Pending, with a warning: 2 payouts, $70.00',
        'To pay by hand:          1 payout, $50.00',
        'New:                     4 payouts, $190.00',
      ]),
    );
  });

  it('is sent once, however often and by however many the worker is invoked', async () => {
    const world = await open({ status: 'pending' });
    const sendMail = mailbox();
    const atOnce = await Promise.all(Array.from({ length: 6 }, () => run(world, sendMail)));
    expect(atOnce.map(({ outcome }) => outcome).sort()).toStrictEqual([...Array(5).fill('done'), 'sent']);
    for (const hour of ['06', '07', '23'])
      expect(await run(world, sendMail, { now: `2026-03-02T${hour}:59:59.999Z` })).toStrictEqual({
        outcome: 'done',
      });
    expect(sendMail).toHaveBeenCalledTimes(1);
  });

  it('tells of what came in since the last one, and of nothing twice', async () => {
    const world = await open({ status: 'completed' }, { status: 'completed', requested_at: MORNING });
    const sendMail = mailbox();
    await run(world, sendMail);
    await run(world, sendMail, { now: NEXT_MORNING });
    await addPayouts(world, { status: 'completed', requested_at: NEXT_MORNING });
    await run(world, sendMail, { now: '2026-03-07T06:00:00.000Z' });
    expect(subjectsIn(sendMail)).toStrictEqual(Array(3).fill('Payouts: 0 pending, 1 new'));
    expect(sendMail.mock.calls.at(-1)?.[1].text).toContain(
      '1 payout came in between 3 March 2026, 05:59 UTC and 7 March 2026, 05:59 UTC.',
    );
  });

  it('is not sent on a day with nothing to tell, also not later that day', async () => {
    const world = await open(
      { status: 'completed', requested_at: LONG_AGO },
      { status: 'cancelled', requested_at: LONG_AGO },
    );
    const sendMail = mailbox();
    expect(await run(world, sendMail)).toStrictEqual({ outcome: 'empty' });
    await addPayouts(world, { status: 'pending', requested_at: '2026-03-02T06:30:00.000Z' });
    expect(await run(world, sendMail, { now: '2026-03-02T07:00:00.000Z' })).toStrictEqual({
      outcome: 'done',
    });
    expect(sendMail).not.toHaveBeenCalled();
    await run(world, sendMail, { now: NEXT_MORNING });
    expect(subjectsIn(sendMail)).toStrictEqual(['Payouts: 1 pending, 1 new']);
  });

  it.each([
    ['each request is mailed', { ...DAILY, adminMail: 'each' }],
    ['nothing is', { ...DAILY, adminMail: 'none' }],
    ['nothing is set', { from: DAILY.from, adminEmail: DAILY.adminEmail }],
    ['there is no address', { from: DAILY.from, adminMail: 'daily' }],
  ] as [string, EmailSettings][])('is neither sent nor noted if %s', async (_, email) => {
    const world = await open({ status: 'pending' });
    const sendMail = mailbox();
    const before = await everything(world);
    expect(await run(world, sendMail, { email })).toStrictEqual({ outcome: 'off' });
    expect(await everything(world)).toStrictEqual(before);
    expect(sendMail).not.toHaveBeenCalled();
  });
});

describe('a digest that fails', () => {
  it('is sent by the next run, and no address is in the log or in the error', async () => {
    const world = await open({ status: 'pending' });
    const sendMail = mailbox();
    sendMail.mockImplementationOnce(async (to) => Promise.reject(new Error(`${to} is not verified.`)));
    await expect(run(world, sendMail)).rejects.toThrow(/^The digest was not sent\.$/);
    const lines = logTexts().filter((line) => line.includes('"error"'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/is not verified/);
    expect(lines[0]).not.toContain('admin@example.com');
    expect(await run(world, sendMail)).toStrictEqual({ outcome: 'sent' });
    expect(subjectsIn(sendMail)).toStrictEqual(Array(2).fill('Payouts: 1 pending, 1 new'));
  });

  it('is sent once a run that died is over', async () => {
    const world = await open({ status: 'pending' });
    const sendMail = mailbox();
    void run(world, () => new Promise(() => {}));
    await vi.waitFor(async () =>
      expect((await everything(world)) as object).toHaveProperty('digests.length', 1),
    );
    expect(await run(world, sendMail, { now: '2026-03-02T06:02:59.999Z' })).toStrictEqual({
      outcome: 'done',
    });
    expect(await run(world, sendMail, { now: '2026-03-02T07:00:00.000Z' })).toStrictEqual({
      outcome: 'sent',
    });
  });

  it('is not sent again if the address is refused for good', async () => {
    const world = await open({ status: 'pending' });
    const sendMail = vi.fn<SendMail>(async () => 'undeliverable');
    expect(await run(world, sendMail)).toStrictEqual({ outcome: 'undeliverable' });
    expect(logTexts().at(-1)).toContain('{"level":"warn","event":"digest","outcome":"undeliverable"}');
    expect(await run(world, sendMail)).toStrictEqual({ outcome: 'done' });
    expect(sendMail).toHaveBeenCalledTimes(1);
  });

  it.each([1, 2])('is sent once if the answer to write %i of the database is lost', async (lostWrite) => {
    const world = await open({ status: 'pending' });
    const sendMail = mailbox();
    let writes = 0;
    const store = withClient(world, async (name, send) => {
      const answer = await send();
      if (name === 'TransactWriteItemsCommand' && ++writes === lostWrite) throw lost();
      return answer;
    });
    expect(await run({ ...world, store }, sendMail)).toStrictEqual({ outcome: 'sent' });
    expect(await run(world, sendMail, { now: '2026-03-02T08:00:00.000Z' })).toStrictEqual({
      outcome: 'done',
    });
    expect(sendMail).toHaveBeenCalledTimes(1);
  });
});

describe('what a digest reads', () => {
  it('is bounded, whatever is in the table, and the letter says that there is more', async () => {
    const world = await open(
      ...Array.from({ length: 5100 }, () => ({ status: 'processing' as const, requested_at: LONG_AGO })),
      ...Array.from({ length: 3000 }, () => ({ status: 'completed' as const, requested_at: LONG_AGO })),
    );
    const sendMail = mailbox();
    let items = 0;
    const store = withClient(world, async (name, send) => {
      const answer = await send();
      if (name === 'QueryCommand') items += (answer.output as { Items: object[] }).Items.length;
      return answer;
    });
    await run({ ...world, store }, sendMail);
    expect(items).toBe(5000);
    const { text } = sendMail.mock.calls[0]?.[1] ?? { text: '' };
    expect(text).toContain('5000 payouts, $50,000.00');
    expect(text).toContain('each number is a minimum');
  });
});
