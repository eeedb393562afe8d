import { describe, expect, it } from 'vitest';
import { type MailKind, mailsFor } from '../../libs/email/mails.ts';
import { marksOf } from '../../libs/payouts/mark.ts';
import type { HistoryEntry, Payout, PayoutStatus, RecordedStatus } from '../../libs/payouts/payout.ts';

const ADMIN = 'admin@example.com';
const HERE = 'ada@example.com';
const THERE = 'elsewhere@example.com';
const AT = '2026-03-01T12:00:00.000Z';

const entry = (status: RecordedStatus, index: number): HistoryEntry => ({
  id: `step-${index}`,
  status,
  at: AT,
  by: 'somebody',
  role: 'admin',
});

/** A payout that went through these statuses, and is counted as what it is. */
function payoutAfter(statuses: RecordedStatus[], facts: Partial<Payout> = {}): Payout {
  const status = statuses.at(-1) ?? 'pending';
  const payout = { payout_id: 'P', affiliate_id: 'aff', amount: 5000, status, history: statuses.map(entry) };
  return { ...payout, payment_method: 'paypal', payment_email: HERE, ...marksOf(payout), ...facts };
}

const ELSEWHERE = { payment_email: THERE, destination_changed: true, recorded_email: HERE };

/** The mails of a change, as kinds and addresses. A single status is that of a new payout. */
function mailsAfter(statuses: RecordedStatus[], facts: Partial<Payout> = {}, admin?: string): string[] {
  const before = statuses.length > 1 ? payoutAfter(statuses.slice(0, -1), facts) : undefined;
  return mailsFor({ before, after: payoutAfter(statuses, facts) }, admin).map(
    ({ kind, to }) => `${kind} ${to}`,
  );
}

const CHANGES: [PayoutStatus[], MailKind | undefined, string | undefined][] = [
  // The statuses, the kind of the letter, and who gets it if the payout goes to another address.
  [['scheduled'], 'scheduled', undefined],
  [['pending'], 'requested', undefined],
  [['scheduled', 'pending'], undefined, undefined],
  [['scheduled', 'cancelled'], 'cancelled', HERE],
  [['pending', 'cancelled'], 'cancelled', HERE],
  [['pending', 'failed'], 'failed', HERE],
  [['pending', 'processing'], 'started', THERE],
  [['pending', 'processing', 'completed'], 'completed', THERE],
  [['pending', 'processing', 'failed'], 'failed', THERE],
  [['pending', 'processing', 'completed', 'failed'], 'returned', THERE],
  // As another service may do it.
  [['pending', 'completed'], 'completed', THERE],
  [['pending', 'completed', 'failed'], 'returned', THERE],
];

describe.each(CHANGES)('the change to the last of %j', (statuses, kind, there) => {
  const isNew = statuses.length === 1;
  const toAdmin = isNew ? [`requested-for-admin ${ADMIN}`] : [];

  it(`is told by ${kind ?? 'nothing'}, and to the admin if it is new`, () => {
    const told = kind ? [`${kind} ${HERE}`] : [];
    expect(mailsAfter(statuses)).toStrictEqual(told);
    expect(mailsAfter(statuses, {}, ADMIN)).toStrictEqual([...told, ...toAdmin]);
  });

  it(`of a payout to another address is told to ${there ?? 'nobody'}, and the address on record is warned`, () => {
    const told = kind && there ? [`${kind} ${there}`] : [];
    const warned = isNew ? [`destination-used ${HERE}`] : [];
    expect(mailsAfter(statuses, ELSEWHERE, ADMIN)).toStrictEqual([...told, ...warned, ...toAdmin]);
  });

  it('of a payout by another method to the same address is told there', () => {
    const sameAddress = { destination_changed: true, recorded_email: HERE.toUpperCase() };
    const warned = isNew ? [`destination-used ${HERE.toUpperCase()}`] : [];
    expect(mailsAfter(statuses, sameAddress)).toStrictEqual([
      ...(kind ? [`${kind} ${HERE}`] : []),
      ...warned,
    ]);
  });

  it('by another service is told only if letters tell of others', () => {
    const before = isNew ? undefined : payoutAfter(statuses.slice(0, -1));
    const mark = before?.affiliate_status ?? 'pending#nobody';
    const after = payoutAfter(statuses, { affiliate_status: mark });
    expect(mailsFor({ before, after }, ADMIN)).toStrictEqual([]);
    expect(mailsFor({ before, after }, ADMIN, true).map(({ kind: each }) => each)).toStrictEqual([
      ...(kind ? [kind] : []),
      ...(isNew ? ['requested-for-admin'] : []),
    ]);
  });

  it('is not told of a payout without an address', () => {
    const { payment_email: _, ...after } = payoutAfter(statuses);
    const before = isNew ? undefined : payoutAfter(statuses.slice(0, -1));
    expect(mailsFor({ before, after }, undefined)).toStrictEqual([]);
  });
});

describe('what is no change that people hear of', () => {
  it.each<RecordedStatus>(['unknown'])('is a status that we do not know: %s', (status) =>
    expect(mailsAfter(['pending', status])).toStrictEqual([]),
  );

  it('is a note in the payout', () => {
    const before = payoutAfter(['pending']);
    expect(mailsFor({ before, after: { ...before, notes: 'Thanks' } }, ADMIN)).toStrictEqual([]);
  });

  it('is that another service has taken back what it did', () => {
    const after = payoutAfter(['pending', 'processing', 'completed']);
    const before: Payout = { ...after, status: 'failed' };
    expect(mailsFor({ before, after }, ADMIN)).toStrictEqual([]);
  });

  it('is that our own service counts a payout of another one', () => {
    const after = payoutAfter(['pending', 'processing']);
    const { affiliate_status: _, ...before } = after;
    expect(mailsFor({ before, after }, ADMIN)).toStrictEqual([]);
  });
});

describe('a record of another service', () => {
  it.each<[string, Partial<Payout>, string[]]>([
    [
      'for the payout',
      { payment_email: undefined as never, recorded_email: HERE },
      [`destination-used ${HERE}`],
    ],
    ['on record', { payment_email: THERE, recorded_email: undefined as never }, []],
    ['at all', { payment_email: undefined as never, recorded_email: undefined as never }, []],
  ])('may have no address %s: its mails go where one is', (_, facts, warned) =>
    expect(mailsAfter(['pending'], { destination_changed: true, ...facts }, ADMIN)).toStrictEqual([
      ...warned,
      `requested-for-admin ${ADMIN}`,
    ]),
  );

  it.each([
    ['and we have counted it', {}],
    ['and nobody has counted it', { affiliate_status: 'pending#nobody' }],
  ])('may have no history, %s: its mails have no time', (_, facts) => {
    const after = payoutAfter(['pending'], { history: [], ...facts });
    const mails = mailsFor({ before: undefined, after }, ADMIN, true);
    expect(mails.map(({ key, ...mail }) => mail)).toStrictEqual([
      { kind: 'requested', to: HERE },
      { kind: 'requested-for-admin', to: ADMIN },
    ]);
  });
});

describe('the key of a mail', () => {
  it('is the same for the same change, and another for each step', () => {
    const change = { before: payoutAfter(['pending']), after: payoutAfter(['pending', 'processing']) };
    expect(mailsFor(change, ADMIN)).toStrictEqual(mailsFor(change, ADMIN));
    const keys = [['pending'], ['pending', 'processing'], ['pending', 'failed']].flatMap((statuses) =>
      mailsFor({ before: undefined, after: payoutAfter(statuses as RecordedStatus[], ELSEWHERE) }, ADMIN).map(
        ({ key }) => key,
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
    const [first] = mailsFor({ before: undefined, after: payoutAfter(['pending']) }, undefined);
    const other = payoutAfter(['pending'], { history: [{ ...entry('pending', 0), id: 'another' }] });
    expect(mailsFor({ before: undefined, after: other }, undefined)[0]?.key).not.toBe(first?.key);
  });
});

describe('a payout that waits for its receiver', () => {
  const PROVIDER = {
    attempts: 1,
    first_attempt_at: AT,
    lease_until: AT,
    lease_id: 'lease',
    unresolved: false,
    batch_id: 'BATCH',
  };
  const waiting = (status?: string): Payout =>
    payoutAfter(['pending', 'processing'], {
      rail: 'paypal',
      provider: { ...PROVIDER, ...(status && { status }) },
    });

  it.each<[string | undefined, string | undefined, boolean]>([
    [undefined, 'UNCLAIMED', true],
    ['PENDING', 'UNCLAIMED', true],
    ['UNCLAIMED', 'UNCLAIMED', false],
    ['UNCLAIMED', 'SUCCESS', false],
    [undefined, 'PENDING', false],
  ])('has a letter when it begins to wait: from %s to %s, %s', (from, to, isTold) => {
    const mails = mailsFor({ before: waiting(from), after: waiting(to) }, ADMIN);
    expect(mails).toStrictEqual(isTold ? [{ key: 'waiting', kind: 'waiting', to: HERE }] : []);
  });

  it('has none without an address', () => {
    const { payment_email: _, ...after } = waiting('UNCLAIMED');
    expect(mailsFor({ before: waiting(), after }, ADMIN)).toStrictEqual([]);
  });
});
