import type { SNSEvent } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { buildGetAffiliate } from '../../functions/admin/get-affiliate.ts';
import { buildNoteBounces } from '../../functions/workers/note-bounces.ts';
import { buildRedrive } from '../../functions/workers/redrive.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { logged } from '../../testing/bookkeeping.ts';
import { contextOf } from '../../testing/call.ts';
import { callExpecting, everything } from '../../testing/expect.ts';
import { AS_ADMIN, type Asked, at, balanceOf, payoutThatIs } from '../../testing/lifecycle.ts';
import { logLines, logTexts } from '../../testing/log-lines.ts';
import { useWorld } from '../../testing/use-world.ts';

const world = useWorld();
const LATER = '2026-03-04T18:00:00.000Z';

/** What SES says of a letter about this payout, as SNS hands it over. */
const saying = (event: object, payout?: string): SNSEvent =>
  ({
    Records: [
      { Sns: { Message: JSON.stringify({ mail: { tags: payout && { payout: [payout] } }, ...event }) } },
    ],
  }) as SNSEvent;
const bounced = (address: string, bounceType = 'Permanent') => ({
  eventType: 'Bounce',
  bounce: { bounceType, bouncedRecipients: [{ emailAddress: address }] },
});
const complained = (address: string) => ({
  eventType: 'Complaint',
  complaint: { complainedRecipients: [{ emailAddress: address }] },
});
const note = (event: SNSEvent) => buildNoteBounces(world)(event, contextOf());

/** What is no event of SES, or none that we understand. */
const OTHERS = {
  Records: ['null', '{', '{"eventType":"Bounce","mail":{"tags":{"payout":5}}}'].map((Message) => ({
    Sns: { Message },
  })),
} as SNSEvent;

const NOT_NOTED = { event: 'mail-stopped', level: 'warn', why: 'mail_bounced', isNoted: false };

const addressOf = ({ affiliate }: Asked) => affiliate.payment_email ?? '';

/** Tells what nobody was told of a payout. @returns the addresses that SES was handed mails for */
async function told({ payout_id }: Asked, order: object = {}, adminEmail?: string): Promise<string[]> {
  const sendMail = vi.fn<SendMail>(async () => 'sent');
  const email = { from: 'payouts@example.com', ...(adminEmail && { adminEmail }) };
  const settings = { ...world.settings, email };
  const redrive = buildRedrive({ ...at(world, LATER), settings, sendMail });
  await redrive({ payout_ids: [payout_id], ...order }, contextOf({ remainingMs: 900_000 }));
  // By it, SES says which payout a letter that comes back is about.
  for (const [, , payoutId] of sendMail.mock.calls) expect(payoutId).toBe(payout_id);
  return sendMail.mock.calls.map(([to]) => to);
}

describe('letters', () => {
  it.each([
    ['mail_bounced', bounced],
    ['mail_complained', complained],
  ] as const)('stop to an address, and the affiliate’s balance says so: %s', async (code, event) => {
    const asked = await payoutThatIs(world, 'pending');
    const address = addressOf(asked);
    const before = await balanceOf(world, asked.affiliate);
    expect(before).not.toHaveProperty('undelivered');
    // SNS may hand an event over twice, and people write addresses as they like.
    for (let delivery = 0; delivery < 2; delivery++)
      await note(saying(event(address.toUpperCase()), asked.payout_id));
    const noted = { payoutId: asked.payout_id, affiliateId: asked.affiliate.affiliate_id, why: code };
    expect(logged('warn', 'mail-stopped')).toStrictEqual(Array(2).fill({ ...noted, isNoted: true }));
    expect(await told(asked)).toStrictEqual([]);
    const line = { event: 'mail', payoutId: asked.payout_id, kind: 'requested', outcome: 'stopped' };
    expect(logLines('warn').filter(({ event }) => event === 'mail')).toMatchObject([line]);
    const undelivered = [{ code, address, message: expect.any(String), remedy: expect.any(String) }];
    expect(await balanceOf(world, asked.affiliate)).toStrictEqual({ ...before, undelivered });
    const { affiliate_id } = asked.affiliate;
    const request = { ...AS_ADMIN, path: `/admin/affiliates/${affiliate_id}`, params: { affiliate_id } };
    const { json } = await callExpecting(200, buildGetAffiliate(world), request);
    expect(json.data.affiliate.balance.undelivered).toStrictEqual(undelivered);
  });

  it('still go to other addresses of the affiliate, and to others at this one', async () => {
    const elsewhere = await payoutThatIs(world, 'processing', { payment_email: 'Typo@example.com' });
    await note(saying(bounced('typo@example.com'), elsewhere.payout_id));
    expect(await told(elsewhere)).toStrictEqual([addressOf(elsewhere)]);
    const other = await payoutThatIs(world, 'processing', { payment_email: 'typo@example.com' });
    expect(await told(other)).toContain('typo@example.com');
  });

  it.each([
    [undefined, []],
    ['admin', ['admin@example.com']],
  ])('still go to the admin of requests, also at an address that is stopped: %s', async (admin, expected) => {
    const asked = await payoutThatIs(world, 'pending', {}, { payment_email: 'admin@example.com' });
    await note(saying(bounced('admin@example.com'), asked.payout_id));
    expect(await told(asked, {}, admin && 'admin@example.com')).toStrictEqual(expected);
  });

  it('go there again once an operator says so, and those that were stopped do not', async () => {
    const asked = await payoutThatIs(world, 'pending');
    await note(saying(bounced(addressOf(asked)), asked.payout_id));
    await note(saying(complained(addressOf(asked)), asked.payout_id));
    expect(await told(asked)).toStrictEqual([]);
    expect(await told(asked, { mail_again: true })).toStrictEqual([]);
    expect(await balanceOf(world, asked.affiliate)).not.toHaveProperty('undelivered');
    const next = await payoutThatIs(world, 'pending', {}, asked.affiliate);
    expect(await told(next)).toStrictEqual([addressOf(asked)]);
  });

  it('go to each address of a payout again once an operator says so', async () => {
    const asked = await payoutThatIs(world, 'pending', { payment_email: 'both@example.com' });
    for (const address of ['both@example.com', addressOf(asked)])
      await note(saying(bounced(address), asked.payout_id));
    expect((await balanceOf(world, asked.affiliate)).undelivered).toHaveLength(2);
    await told(asked, { mail_again: true });
    expect(await balanceOf(world, asked.affiliate)).not.toHaveProperty('undelivered');
  });

  it.each<[string, (asked: Asked) => SNSEvent, (asked: Asked) => object]>([
    [
      'a full mailbox',
      (asked) => saying(bounced(addressOf(asked), 'Transient'), asked.payout_id),
      ({ payout_id }) => ({ known: true, payoutId: payout_id, kind: 'Transient' }),
    ],
    [
      'a bounce of which SES knows no more',
      (asked) => saying(bounced(addressOf(asked), 'Undetermined'), asked.payout_id),
      ({ payout_id }) => ({ known: true, payoutId: payout_id, kind: 'Undetermined' }),
    ],
    [
      'an address that is not the payout’s, such as the admin’s',
      (asked) => saying(bounced('admin@example.com'), asked.payout_id),
      ({ payout_id, affiliate }) => ({
        ...NOT_NOTED,
        payoutId: payout_id,
        affiliateId: affiliate.affiliate_id,
      }),
    ],
    ['a letter about no payout', (asked) => saying(bounced(addressOf(asked))), () => NOT_NOTED],
    [
      'a payout that is not there',
      (asked) => saying(bounced(addressOf(asked)), 'gone'),
      () => ({ ...NOT_NOTED, payoutId: 'gone' }),
    ],
    [
      'a delivery',
      (asked) => saying({ eventType: 'Delivery', delivery: {} }, asked.payout_id),
      ({ payout_id }) => ({ known: true, payoutId: payout_id }),
    ],
    ['something else', () => OTHERS, () => ({ known: false })],
  ])('are not stopped by %s, and the log says so', async (_, event, line) => {
    const asked = await payoutThatIs(world, 'pending');
    const before = await everything(world);
    await note(event(asked));
    expect(await everything(world)).toStrictEqual(before);
    const lines = logTexts();
    expect(lines.filter((text) => text.includes('@'))).toStrictEqual([]);
    const noted = lines.filter((text) => text.includes('"event":"mail-')).map((text) => JSON.parse(text));
    expect(noted).toMatchObject(noted.map(() => line(asked)));
    expect(noted).toHaveLength(event(asked).Records.length);
  });
});
