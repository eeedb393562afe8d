import { describe, expect, it } from 'vitest';
import {
  addNew,
  addPending,
  addStarted,
  type Digest,
  emptyDigest,
  isEmpty,
  sumOf,
} from '../../libs/payouts/digest.ts';
import type { RecordedPayout } from '../../libs/payouts/payout.ts';

const NOW = '2026-03-03T12:00:00.000Z';

const pending = (facts: object = {}): RecordedPayout => ({
  payout_id: 'p',
  affiliate_id: 'a',
  amount: 1000,
  payment_method: 'paypal',
  status: 'pending',
  history: [],
  ...facts,
});
const started = (facts: object = {}) => {
  const start = { id: 's', status: 'processing', at: '2026-03-02T11:59:59.999Z', by: 'x', role: 'admin' };
  return pending({ status: 'processing', history: [start], ...facts });
};

describe('the digest', () => {
  it('counts what is pending by its method, and the first one as the oldest', () => {
    const digest = emptyDigest();
    addPending(digest, pending({ amount: 1000, payout_id: 'first' }), []);
    addPending(digest, pending({ amount: 2000 }), ['destination_changed']);
    addPending(digest, pending({ amount: 4000, payment_method: 'zelle' }), []);
    addPending(digest, pending({ amount: 8000, payment_method: undefined }), []);
    expect(digest.pending).toStrictEqual({
      paypal: { count: 2, total_amount: 3000 },
      zelle: { count: 1, total_amount: 4000 },
      other: { count: 1, total_amount: 8000 },
    });
    expect(digest.needs.warned).toStrictEqual({ count: 1, total_amount: 2000 });
    expect(digest.oldest).toBe('first');
  });

  it.each([
    ['by-hand', {}],
    ['late', { rail: 'paypal' }],
    ['unreadable', { amount: null, rail: 'paypal' }],
  ] as const)('names what was started and needs a person: %s', (need, facts) => {
    const digest = emptyDigest();
    addStarted(digest, started(facts), NOW);
    const counted = Object.entries(digest.needs).filter(([, { count }]) => count > 0);
    expect(counted.map(([name]) => name)).toStrictEqual([need]);
  });

  it('leaves out what PayPal has had for less than a day', () => {
    const digest = emptyDigest();
    addStarted(digest, started({ rail: 'paypal' }), '2026-03-03T11:59:59.999Z');
    expect(digest).toStrictEqual(emptyDigest());
  });

  it('names what is pending and cannot be read, whatever else is the matter', () => {
    const digest = emptyDigest();
    addPending(digest, pending({ amount: null }), ['destination_changed']);
    expect(digest.pending.paypal).toStrictEqual({ count: 1, total_amount: 0 });
    expect(digest.needs.unreadable).toStrictEqual({ count: 1, total_amount: 0 });
    expect(digest.needs.warned.count).toBe(0);
  });

  it('is empty if nothing came in, waits or needs a person', () => {
    expect(isEmpty(emptyDigest())).toBe(true);
    expect(emptyDigest().isWhole).toBe(true);
    for (const fill of [
      (digest: Digest) => addNew(digest, pending()),
      (digest: Digest) => addPending(digest, pending(), []),
      (digest: Digest) => addStarted(digest, started(), NOW),
    ]) {
      const digest = emptyDigest();
      fill(digest);
      expect(isEmpty(digest)).toBe(false);
    }
  });

  it('has the sum of several totals', () => {
    const totals = [
      { count: 1, total_amount: 1000 },
      { count: 2, total_amount: 250 },
    ];
    expect(sumOf(totals)).toStrictEqual({ count: 3, total_amount: 1250 });
    expect(sumOf([])).toStrictEqual({ count: 0, total_amount: 0 });
  });
});
