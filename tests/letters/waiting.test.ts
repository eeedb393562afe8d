import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { buildNotify } from '../../functions/workers/notify.ts';
import { mailsFor } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { letterFor } from '../../libs/email/templates.ts';
import type { Payout, ProviderState } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';
import { contextOf } from '../../testing/call.ts';
import { useWorld } from '../../testing/use-world.ts';
import { addPayouts } from '../../testing/world.ts';

const world = useWorld();

const WAITING = LETTER_FIXTURES.waiting;
const SENDER = { company: 'Acme Affiliates' };

/** A payout at PayPal whose item is so, and for this reason. */
const atPaypal = (status?: string, reason?: string): Payout => ({
  ...WAITING,
  provider: { ...WAITING.provider, status, reason } as unknown as ProviderState,
});

const MAIL = { key: 'waiting', kind: 'waiting', to: 'ada@example.com' };

describe('a payout at PayPal', () => {
  it.each([
    ['begins to wait', atPaypal('PENDING'), atPaypal('UNCLAIMED', 'RECEIVER_UNREGISTERED'), [MAIL]],
    ['begins to wait without a reason', atPaypal(), atPaypal('UNCLAIMED'), [MAIL]],
    [
      'is held for something that the receiver can clear',
      atPaypal(),
      atPaypal('ONHOLD', 'RECEIVER_ACCOUNT_LOCKED'),
      [MAIL],
    ],
    ['is held by PayPal', atPaypal('PENDING'), atPaypal('ONHOLD', 'REGULATORY_PENDING'), []],
    ['still waits', atPaypal('UNCLAIMED'), atPaypal('UNCLAIMED', 'RECEIVER_UNREGISTERED'), []],
    ['waits no more', atPaypal('UNCLAIMED'), atPaypal('SUCCESS'), []],
  ])('that %s has its letter', (_, before, after, expected) =>
    expect(mailsFor({ before, after }, 'admin@example.com')).toStrictEqual(expected),
  );

  it('has no letter without an address', () => {
    const { payment_email: _, ...after } = atPaypal('UNCLAIMED');
    expect(mailsFor({ before: atPaypal(), after }, undefined)).toStrictEqual([]);
  });
});

describe('the letter of a payout that waits', () => {
  it('says what is the matter, what to do, and what becomes of the money otherwise', () => {
    const { subject, text } = render(letterFor('waiting', WAITING, SENDER), SENDER);
    expect(subject).toBe('Your payout of $1,250.00 is waiting for you');
    expect(text).toContain('There is no PayPal account for this e-mail address. Open one for this address,');
    expect(text).toContain('PayPal keeps it for 30 days. After that it comes back to us,');
  });
});

describe('the stream of a payout that waits', () => {
  const recordOf = (before: Payout, after: Payout, number: number) =>
    ({
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: String(number),
        OldImage: marshall(before, { removeUndefinedValues: true }),
        NewImage: marshall(after, { removeUndefinedValues: true }),
      },
    }) as DynamoDBRecord;

  const notifying = (sendMail: SendMail, ...Records: DynamoDBRecord[]) =>
    buildNotify({
      ...world,
      settings: { ...world.settings, email: { from: 'payouts@example.com' } },
      sendMail,
    })({ Records }, contextOf());

  it('sends one letter, however often the payout waits and however often the record comes', async () => {
    const payout_id = world.newId();
    const waiting = { ...WAITING, payout_id };
    const before = { ...atPaypal('PENDING'), payout_id };
    await addPayouts(world, waiting);
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    const first = recordOf(before, waiting, 1);
    const again = recordOf({ ...before, payout_id }, waiting, 2);
    for (let delivery = 0; delivery < 2; delivery++) {
      expect(await notifying(sendMail, first, again)).toStrictEqual({ batchItemFailures: [] });
    }
    expect(sendMail.mock.calls.map(([to, { subject }]) => [to, subject])).toStrictEqual([
      ['ada@example.com', 'Your payout of $1,250.00 is waiting for you'],
    ]);
  });

  it('sends none if the payout no longer waits when the record comes', async () => {
    const payout_id = world.newId();
    await addPayouts(world, { ...LETTER_FIXTURES.completed, payout_id });
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    const late = recordOf({ ...atPaypal('PENDING'), payout_id }, { ...WAITING, payout_id }, 1);
    expect(await notifying(sendMail, late)).toStrictEqual({ batchItemFailures: [] });
    expect(sendMail).not.toHaveBeenCalled();
  });
});
