import { describe, expect, it } from 'vitest';
import { type Change, mailsFor } from '../../libs/email/mails.ts';
import { markOf } from '../../libs/payouts/mark.ts';
import type { Payout, PayoutStatus } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const entry = (status: PayoutStatus): Payout['history'][number] => ({
  id: `step-${status}`,
  status,
  at: '2026-03-01T12:00:00.000Z',
  by: 'x',
  role: 'owner',
});
const payoutIn = (status: PayoutStatus, facts: Partial<Payout> = {}): Payout => ({
  ...LETTER_FIXTURES.requested,
  status,
  affiliate_status: markOf({ ...LETTER_FIXTURES.requested, status }),
  history: [entry(status)],
  ...facts,
});
const kinds = (change: Change, admin?: string) =>
  mailsFor(change, admin).map(({ kind, to }) => `${kind} ${to}`);

/** Where a payout of these tests goes, if not to the address on record. */
const ELSEWHERE = { destination_changed: true, payment_email: 'new@example.com' };

describe('a payout to an address that is not the one on record', () => {
  const changed = { ...ELSEWHERE, recorded_email: 'ada@example.com' };
  const afterStart = { ...changed, history: [entry('pending'), entry('processing')] };

  it.each<[PayoutStatus | undefined, PayoutStatus, Partial<Payout>, string[]]>([
    [
      undefined,
      'pending',
      changed,
      ['destination-used ada@example.com', 'requested-for-admin admin@example.com'],
    ],
    [
      undefined,
      'scheduled',
      changed,
      ['destination-used ada@example.com', 'requested-for-admin admin@example.com'],
    ],
    ['scheduled', 'pending', changed, []],
    ['pending', 'cancelled', changed, ['cancelled ada@example.com']],
    ['scheduled', 'cancelled', changed, ['cancelled ada@example.com']],
    ['pending', 'failed', changed, ['failed ada@example.com']],
    ['pending', 'processing', changed, ['started new@example.com']],
    ['processing', 'completed', afterStart, ['completed new@example.com']],
    ['processing', 'failed', afterStart, ['failed new@example.com']],
    ['completed', 'failed', afterStart, ['returned new@example.com']],
  ])(
    'has these letters from %s to %s, and none to that address before its start',
    (from, to, facts, expected) => {
      const change = { before: from && payoutIn(from, facts), after: payoutIn(to, facts) };
      expect(kinds(change, 'admin@example.com')).toStrictEqual(expected);
    },
  );

  it('has no letter before its start if there is no address on record', () => {
    const after = payoutIn('pending', ELSEWHERE);
    expect(kinds({ before: undefined, after })).toStrictEqual([]);
    expect(kinds({ before: after, after: payoutIn('cancelled', ELSEWHERE) })).toStrictEqual([]);
    expect(kinds({ before: after, after: payoutIn('processing', ELSEWHERE) })).toStrictEqual([
      'started new@example.com',
    ]);
  });

  it('has the same letters if an admin has requested it on behalf of the affiliate', () => {
    const history = [{ ...entry('pending'), role: 'admin' as const, by: 'user-admin' }];
    const after = payoutIn('pending', { ...changed, history });
    expect(kinds({ before: undefined, after })).toStrictEqual(['destination-used ada@example.com']);
  });
});

describe('a payout to the address on record', () => {
  it('is told there and warned of if only the method is another one', () => {
    const facts = {
      destination_changed: true,
      payment_email: 'Ada@Example.com',
      recorded_email: 'ada@example.com',
    };
    expect(kinds({ before: undefined, after: payoutIn('pending', facts) })).toStrictEqual([
      'requested Ada@Example.com',
      'destination-used ada@example.com',
    ]);
  });

  it('is told there if another service wrote it, and so did not say what was on record', () => {
    const { destination_changed: _, ...old } = payoutIn('cancelled');
    expect(kinds({ before: payoutIn('pending'), after: old })).toStrictEqual(['cancelled ada@example.com']);
  });
});
