import { describe, expect, it } from 'vitest';
import { isLate, owedBy, sweptUntil, toldSince } from '../../libs/email/owed.ts';
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

  const wordsOf = (payout: Payout) =>
    owedBy(payout, EVER, undefined).map(({ payout: { notes, failure_reason } }) => [notes, failure_reason]);

  it('is what the record says if no later step has changed it', () =>
    expect(wordsOf({ ...RETURNED, notes: 'Corrected.', failure_reason: 'Corrected.' })).toStrictEqual([
      [undefined, undefined],
      ['Soon.', undefined],
      ['Corrected.', undefined],
      ['Corrected.', 'Corrected.'],
    ]));

  it('is what an earlier step has said if only a later one has changed it', () => {
    const payout = lived(
      [
        step(1, 'pending', { notes: 'Soon.' }),
        step(2, 'processing', { notes: 'Sooner.' }),
        step(3, 'failed', { reason: 'It came back.' }),
        step(4, 'failed', { reason: 'It was refused.', notes: 'Sorry.' }),
      ],
      { notes: 'Sorry.', failure_reason: 'It was refused.' },
    );
    expect(wordsOf(payout)).toStrictEqual([
      ['Soon.', undefined],
      ['Sooner.', undefined],
      ['Sooner.', 'It came back.'],
    ]);
  });

  it('is why a payout failed only once it has', () =>
    expect(wordsOf(lived(HISTORY.slice(1, 3), { failure_reason: 'It came back.' }))).toStrictEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]));

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
    const since = (status_at?: string, history: HistoryEntry[] = []) =>
      keysOf(
        { ...waiting, history, provider: { ...provider, status_at } as never },
        { ...EVER, until: day(2) },
      );
    expect(since(day(2))).toStrictEqual(['waiting']);
    expect([since(day(3)), since()]).toStrictEqual([[], []]);
    // A step that only corrects the record tells of nothing.
    const corrected = [step(1, 'processing'), step(2, 'processing')];
    expect(since(day(2), corrected)).toStrictEqual(['started:processing:step-1', 'waiting']);
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

  it.each([
    ['2026-03-01T12:29:59.999Z', false],
    ['2026-03-01T12:30:00.000Z', true],
  ])('of noon is late after half an hour: at %s, %s', (now, expected) =>
    expect(isLate({ ...mail, at: day(1) }, now)).toBe(expected),
  );

  it('is not late if nobody knows when it happened', () => expect(isLate(mail, day(9))).toBe(false));
});

describe('the sweep', () => {
  it('tells of what is older than what the stream tells of, and no more than two weeks old', () =>
    expect([sweptUntil(day(1)), toldSince(day(1))]).toStrictEqual([
      '2026-03-01T11:25:00.000Z',
      '2026-02-15T12:00:00.000Z',
    ]));
});
