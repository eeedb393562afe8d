import { describe, expect, it } from 'vitest';
import { isLate, owedBy } from '../../libs/email/owed.ts';
import type { HistoryEntry, Payout, PayoutStatus } from '../../libs/payouts/payout.ts';
import { LETTER_FIXTURES } from '../../local/demo/letters.ts';

const EVER = { since: '2026-01-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' };
const day = (number: number) => `2026-03-0${number}T12:00:00.000Z`;

/** A step on each day, by whomever the service lets take it. */
const step = (number: number, status: PayoutStatus, facts: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: `step-${number}`,
  status,
  at: day(number),
  by: 'x',
  role: 'admin',
  ...facts,
});

const lived = (history: HistoryEntry[], facts: Partial<Payout> = {}): Payout => ({
  ...LETTER_FIXTURES.requested,
  status: history.at(-1)?.status ?? 'pending',
  history,
  ...facts,
});

const HISTORY = [
  step(1, 'scheduled', { role: 'owner' }),
  step(2, 'pending', { role: 'schedule' }),
  step(3, 'processing', { notes: 'Soon.' }),
  step(4, 'completed', { transaction_id: 'T-1', notes: 'Paid.' }),
  step(5, 'completed', { transaction_id: 'T-2' }),
  step(6, 'failed', { reason: 'It came back.' }),
];
const RETURNED = lived(HISTORY, { transaction_id: 'T-2', notes: 'Paid.', failure_reason: 'It came back.' });
const KEYS = ['scheduled:scheduled:step-1', 'started:processing:step-3', 'completed:completed:step-4'];

describe('what people are owed word of', () => {
  const keysOf = (payout: Payout, period = EVER) =>
    owedBy(payout, period, undefined).map(({ mail }) => mail.key);

  it('is each step, as it was then: the same letters that the stream would have sent', () => {
    const owed = owedBy(RETURNED, EVER, undefined);
    expect(owed.map(({ mail }) => mail.key)).toStrictEqual([...KEYS, 'returned:failed:step-6']);
    const words = owed.map(({ payout }) => [
      payout.status,
      payout.transaction_id,
      payout.notes,
      payout.failure_reason,
    ]);
    expect(words).toStrictEqual([
      ['scheduled', undefined, undefined, undefined],
      ['processing', undefined, 'Soon.', undefined],
      ['completed', 'T-1', 'Paid.', undefined],
      ['failed', 'T-2', 'Paid.', 'It came back.'],
    ]);
  });

  it('is not what was told', () =>
    expect(keysOf({ ...RETURNED, mails: new Set(KEYS) })).toStrictEqual(['returned:failed:step-6']));

  it('is not what happened before, or is still the stream’s', () =>
    expect(keysOf(RETURNED, { since: day(3), until: day(4) })).toStrictEqual(KEYS.slice(1)));

  it('is not what another service did, even between two steps of ours', () => {
    const theirs = step(2, 'processing', { role: 'old-service' });
    expect(keysOf(lived([step(1, 'pending'), theirs, step(3, 'completed')]))).toStrictEqual([
      'requested:pending:step-1',
      'completed:completed:step-3',
    ]);
    expect(keysOf({ ...RETURNED, is_foreign: true })).toStrictEqual([]);
    expect(keysOf(lived([step(1, 'pending')], { status: 'completed' }))).toStrictEqual([
      'requested:pending:step-1',
    ]);
  });

  it('is what a payout waits for, if it is known since when', () => {
    const { provider, ...waiting } = LETTER_FIXTURES.waiting;
    const since = (status_at?: string) =>
      keysOf(
        { ...waiting, history: [], provider: { ...provider, status_at } as never },
        { ...EVER, until: day(2) },
      );
    expect(since(day(2))).toStrictEqual(['waiting']);
    expect([since(day(3)), since()]).toStrictEqual([[], []]);
  });

  it('is the warning and the admin’s letter too', () => {
    const elsewhere = { ...LETTER_FIXTURES['destination-used'], destination_changed: true };
    const owed = owedBy(elsewhere, EVER, 'admin@example.com').map(({ mail: { kind, to } }) => [kind, to]);
    expect(owed).toStrictEqual([
      ['destination-used', 'ada@example.com'],
      ['requested-for-admin', 'admin@example.com'],
    ]);
  });
});

describe('a mail', () => {
  const mail = { key: 'k', kind: 'started', to: 'ada@example.com' } as const;

  it('is late after half an hour, unless nobody knows when it happened', () => {
    const lateAfter = (minutes: number, seconds: number) =>
      isLate({ ...mail, at: '2026-03-01T12:00:00.000Z' }, `2026-03-01T12:${minutes}:${seconds}.000Z`);
    expect([lateAfter(29, 59), lateAfter(30, 10)]).toStrictEqual([false, true]);
    expect(isLate(mail, day(9))).toBe(false);
  });
});
