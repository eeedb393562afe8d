import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { buildNotify } from '../../functions/workers/notify.ts';
import type { SendMail } from '../../libs/email/send.ts';
import { markOf } from '../../libs/payouts/mark.ts';
import type { Payout, PayoutStatus } from '../../libs/payouts/payout.ts';
import type { EmailSettings } from '../../libs/runtime/email-settings.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';
import { contextOf } from '../../testing/call.ts';
import { logLines, logTexts } from '../../testing/log-lines.ts';
import { useWorld } from '../../testing/use-world.ts';
import { addPayouts } from '../../testing/world.ts';

const world = useWorld();

/** A payout on record to which this service has just given its status. */
async function changed(status: PayoutStatus, before?: PayoutStatus, facts: Partial<Payout> = {}) {
  const payout_id = world.newId();
  const history = [{ id: world.newId(), status, at: 'now', by: 'x', role: 'owner' as const }];
  const [after] = await addPayouts(world, {
    ...LETTER_FIXTURES.completed,
    payout_id,
    status,
    affiliate_status: markOf({ ...LETTER_FIXTURES.completed, status }),
    history,
    ...facts,
  });
  const earlier = {
    ...after,
    status: before,
    affiliate_status: markOf({ ...LETTER_FIXTURES.completed, status: before ?? status }),
  };
  const OldImage = before && { OldImage: marshall(earlier) };
  const NewImage = marshall(after ?? {}, { removeUndefinedValues: true });
  return { eventName: before ? 'MODIFY' : 'INSERT', dynamodb: { ...OldImage, NewImage } } as DynamoDBRecord;
}

const numbered = (records: DynamoDBRecord[]) => ({
  Records: records.map((record, index) => ({
    ...record,
    dynamodb: { ...record.dynamodb, SequenceNumber: String(index + 1) },
  })),
});

function notifier(sendMail: SendMail, facts: Partial<EmailSettings> = {}) {
  const pages = {
    payoutPage: 'https://pay.test/{payout_id}',
    adminPayoutPage: 'https://admin.test/{payout_id}',
  };
  const email = { from: 'payouts@example.com', adminEmail: 'admin@example.com', ...pages, ...facts };
  const notify = buildNotify({ ...world, settings: { ...world.settings, email }, sendMail });
  return (...records: DynamoDBRecord[]) => notify(numbered(records), contextOf());
}

const ALL_WELL = { batchItemFailures: [] };

describe('a change of a payout', () => {
  it('is mailed once, however often its stream record is delivered', async () => {
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    const notify = notifier(sendMail);
    const records = [
      await changed('pending'),
      await changed('processing', 'pending'),
      await changed('completed', 'processing'),
    ];
    for (let delivery = 0; delivery < 3; delivery++) expect(await notify(...records)).toStrictEqual(ALL_WELL);
    expect(sendMail.mock.calls.map(([to, { subject }]) => [to, subject])).toStrictEqual([
      ['ada@example.com', 'We have your request for $1,250.00'],
      ['admin@example.com', 'A payout of $1,250.00 was requested'],
      ['ada@example.com', 'Your payout of $1,250.00 is on its way'],
      ['ada@example.com', 'Your payout of $1,250.00 is paid'],
    ]);
  });

  it.each([
    ['each', ['ada@example.com', 'admin@example.com']],
    ['daily', ['ada@example.com']],
    ['none', ['ada@example.com']],
  ] as const)('is mailed to the admin if adminMail is each: %s', async (adminMail, expected) => {
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    await notifier(sendMail, { adminMail })(await changed('pending'));
    expect(sendMail.mock.calls.map(([to]) => to)).toStrictEqual(expected);
  });

  it('leads each reader to the page that the settings have for them', async () => {
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    const record = await changed('pending');
    await notifier(sendMail)(record);
    const id = record.dynamodb?.NewImage?.payout_id?.S;
    expect(
      sendMail.mock.calls.map(([to, { html }]) => [to, html.match(/href="([^"]*)"/)?.[1]]),
    ).toStrictEqual([
      ['ada@example.com', `https://pay.test/${id}`],
      ['admin@example.com', `https://admin.test/${id}`],
    ]);
  });

  it('is reported as failed if it cannot be mailed, and mailed when it comes again; the others are mailed once', async () => {
    const records = [
      await changed('completed', 'processing'),
      await changed('failed', 'processing'),
      await changed('cancelled', 'pending'),
    ];
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    sendMail
      .mockImplementationOnce(async () => 'sent')
      .mockImplementationOnce(async () => {
        throw new Error('SES is down');
      });
    const notify = notifier(sendMail);
    expect(await notify(...records)).toStrictEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(await notify(...records)).toStrictEqual(ALL_WELL);
    expect(sendMail.mock.calls.map(([, { subject }]) => subject)).toStrictEqual([
      'Your payout of $1,250.00 is paid',
      'Your payout of $1,250.00 could not be paid',
      'Your payout of $1,250.00 is cancelled',
      'Your payout of $1,250.00 could not be paid',
    ]);
  });

  it.each([
    ['29:59.999', 1],
    ['30:00.000', 0],
  ])('is left to the sweep once it is half an hour old: %s', async (minutes, times) => {
    const at = '2026-03-01T12:00:00.000Z';
    const record = await changed('pending');
    const step = { id: world.newId(), status: 'completed', at, by: 'x', role: 'admin' } as const;
    const late = await changed('completed', 'processing', { history: [step] });
    const sendMail = vi.fn<SendMail>(async () => 'sent');
    const notify = buildNotify({
      ...world,
      settings: { ...world.settings, email: { from: 'payouts@example.com' } },
      now: () => `2026-03-01T12:${minutes}Z`,
      sendMail,
    });
    // A record without a time that can be read is the stream's, however late it comes.
    expect(await notify(numbered([record, late]), contextOf())).toStrictEqual(ALL_WELL);
    expect(sendMail).toHaveBeenCalledTimes(1 + times);
  });

  it('is given up if the address is refused, and does not delay the others', async () => {
    const sendMail = vi.fn<SendMail>(async (to) => (to.startsWith('bad') ? 'undeliverable' : 'sent'));
    const notify = notifier(sendMail);
    const records = [
      await changed('pending', undefined, { payment_email: 'bad@example.com' }),
      await changed('pending'),
    ];
    expect(await notify(...records)).toStrictEqual(ALL_WELL);
    expect(await notify(...records)).toStrictEqual(ALL_WELL);
    expect(sendMail).toHaveBeenCalledTimes(4);
  });

  it.each([
    [undefined, []],
    [true, ['Your payout of $1,250.00 is paid']],
  ])(
    'is mailed once if another service made it and the settings say so: %s',
    async (tellsOfOthers, expected) => {
      const sendMail = vi.fn<SendMail>(async () => 'sent');
      const notify = notifier(sendMail, tellsOfOthers ? { tellsOfOthers } : {});
      const { affiliate_id } = LETTER_FIXTURES.completed;
      const theirs = { affiliate_status: markOf({ affiliate_id, status: 'processing' }) };
      const record = await changed('completed', 'processing', theirs);
      for (let delivery = 0; delivery < 2; delivery++) expect(await notify(record)).toStrictEqual(ALL_WELL);
      expect(sendMail.mock.calls.map(([, { subject }]) => subject)).toStrictEqual(expected);
    },
  );

  it('is not mailed if no sender is set, or if the amount cannot be read', async () => {
    const notify = buildNotify(world);
    expect(await notify(numbered([await changed('pending')]), contextOf())).toStrictEqual(ALL_WELL);
    const unreadable = await changed('pending', undefined, { amount: 'many' as never });
    const refusing = notifier(async () => Promise.reject(new Error('It was mailed.')));
    expect(await refusing(unreadable)).toStrictEqual(ALL_WELL);
  });

  it('is logged without an address', async () => {
    await notifier(async () => 'sent')(await changed('pending'));
    const lines = logTexts();
    expect(lines.some((line) => line.includes('"event":"mail"'))).toBe(true);
    expect(lines.filter((line) => line.includes('@'))).toStrictEqual([]);
  });

  it('is logged without an address if the error of SES contains one', async () => {
    const why = 'The following identities failed the check in region US-EAST-1: ada+a/b@mail.example.com';
    await notifier(async () => Promise.reject(new Error(why)))(await changed('pending'));
    const lines = logLines('error');
    expect(lines).toStrictEqual([
      {
        level: 'error',
        event: 'record',
        payoutId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        itemIdentifier: '1',
        stack: expect.stringContaining('US-EAST-1: ['),
      },
    ]);
    expect(lines[0]?.stack).not.toMatch(/ada|mail\.example\.com/);
  });
});
