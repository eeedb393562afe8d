import { describe, expect, it } from 'vitest';
import { PAYOUT_STATUSES, type Payout } from '../../libs/payouts/payout.ts';
import { type BankEventType, type BankSettlement, settlementByBank } from '../../libs/zelle/settlement.ts';

type Meaning = Record<Payout['status'], BankSettlement>;

const SETTLED: BankSettlement = { kind: 'settled' };
const NEVER_FITS: BankSettlement = { kind: 'mismatch', comesAgain: false };
const FITS_LATER: BankSettlement = { kind: 'mismatch', comesAgain: true };
const STATUSES = [...PAYOUT_STATUSES, 'unknown'] as const;

const PAID: Meaning = {
  scheduled: FITS_LATER,
  pending: FITS_LATER,
  processing: { kind: 'step', action: 'complete' },
  completed: SETTLED,
  failed: NEVER_FITS,
  cancelled: NEVER_FITS,
  unknown: FITS_LATER,
};

const NOT_PAID: Meaning = {
  scheduled: NEVER_FITS,
  pending: NEVER_FITS,
  processing: { kind: 'step', action: 'fail' },
  completed: { kind: 'step', action: 'return' },
  failed: SETTLED,
  cancelled: SETTLED,
  unknown: NEVER_FITS,
};

const EVENTS: [BankEventType, Meaning][] = [
  ['payout.completed', PAID],
  ['payout.failed', NOT_PAID],
  ['payout.returned', NOT_PAID],
];

describe.each(EVENTS)('%s of the bank', (type, meaning) => {
  it.each(STATUSES)('about a %s payout means what the table says', (status) => {
    const payout = { status, transaction_id: 'T-1' };
    const { [status]: expected } = meaning;
    for (const transactionId of ['T-1', undefined]) {
      expect(settlementByBank(payout, { type, transactionId })).toStrictEqual(expected);
    }
  });
});

describe('a payment under another transaction', () => {
  it.each(STATUSES)('about a %s payout contradicts ours only if that is completed', (status) => {
    const event = { type: 'payout.completed', transactionId: 'T-2' } as const;
    const { [status]: expected } = { ...PAID, completed: NEVER_FITS };
    for (const transaction_id of ['T-1', undefined]) {
      const payout = { status, ...(transaction_id && { transaction_id }) };
      expect(settlementByBank(payout, event)).toStrictEqual(expected);
    }
  });
});
