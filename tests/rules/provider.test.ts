import { describe, expect, it } from 'vitest';
import type { Payout, ProviderState } from '../../libs/payouts/payout.ts';
import {
  isPersonsToEnd,
  isStale,
  mayBePosted,
  type ProviderWord,
  startedAt,
  UNDECIDED,
} from '../../libs/payouts/provider.ts';

const NOW = '2026-03-31T12:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 24 * 60 * 60_000).toISOString();

const MOMENT = 1 / (24 * 60 * 60_000);

const POSTED: ProviderState = {
  attempts: 1,
  first_attempt_at: daysAgo(30),
  lease_until: daysAgo(30),
  lease_id: 'lease',
  unresolved: false,
  batch_id: 'BATCH',
};
const { batch_id: _, ...CLEAR } = POSTED;
const UNRESOLVED = { ...CLEAR, unresolved: true };

const startedDaysAgo = (days: number | undefined, provider?: ProviderState): Payout => ({
  payout_id: 'P',
  affiliate_id: 'aff',
  amount: 5000,
  status: 'processing',
  rail: 'paypal',
  history: [
    { id: '1', status: 'pending', at: daysAgo(90), by: 'ada', role: 'owner' },
    ...(days === undefined
      ? []
      : [{ id: '2', status: 'processing', at: daysAgo(days), by: 'admin', role: 'admin' } as const]),
  ],
  ...(provider && { provider }),
});

describe('a payout may be posted', () => {
  it.each([
    [undefined, false],
    [CLEAR, false],
    [UNRESOLVED, true],
    [POSTED, true],
  ])('by its record: %j is %s', (provider, expected) =>
    expect(mayBePosted({ ...(provider && { provider }) })).toBe(expected),
  );
});

describe('what PayPal says of an item', () => {
  it.each(['PENDING', 'UNCLAIMED', 'ONHOLD', 'NEW'])('leaves it undecided: %s', (status) =>
    expect(UNDECIDED.has(status)).toBe(true),
  );

  it.each(['SUCCESS', 'FAILED', 'RETURNED', 'SOMETHING_NEW', ''])('decides it: %s', (status) =>
    expect(UNDECIDED.has(status)).toBe(false),
  );
});

describe('the start of a payout', () => {
  const { history } = startedDaysAgo(3);
  const [requested, started] = history;
  const returned = { ...started, status: 'completed', at: daysAgo(1) };
  const again = { ...started, at: daysAgo(2) };

  it.each([
    ['the time of the only one', history, daysAgo(3)],
    ['the time of the last one', [...history, again], daysAgo(2)],
    ['no time of what came afterwards', [...history, returned], daysAgo(3)],
    ['unknown, if there is none', [requested], undefined],
  ])('is %s', (_, entries, at) => expect(startedAt({ history: entries as Payout['history'] })).toBe(at));
});

describe('PayPal may have forgotten a payout', () => {
  it.each<[string, Payout, boolean]>([
    ['started 28 days ago, no provider', startedDaysAgo(28), false],
    ['started 30 days ago, no provider', startedDaysAgo(30), true],
    ['started at an unknown time, no provider', startedDaysAgo(undefined), true],
    ['surely never posted', startedDaysAgo(60, CLEAR), false],
    ['lost 30 days ago', startedDaysAgo(30, UNRESOLVED), true],
    ['lost 28 days ago', startedDaysAgo(60, { ...UNRESOLVED, first_attempt_at: daysAgo(28) }), false],
    ['posted 30 days ago', startedDaysAgo(30, POSTED), true],
    ['posted 29 days ago', startedDaysAgo(40, { ...POSTED, first_attempt_at: daysAgo(29) }), false],
    [
      'posted 29 days and a moment ago',
      startedDaysAgo(40, { ...POSTED, first_attempt_at: daysAgo(29 + MOMENT) }),
      true,
    ],
    ['started 29 days ago, no provider', startedDaysAgo(29), false],
    ['started 29 days and a moment ago, no provider', startedDaysAgo(29 + MOMENT), true],
  ])('%s', (_name, payout, expected) => expect(isStale(payout, NOW)).toBe(expected));
});

describe('who ends a payout that PayPal has had for 30 days', () => {
  it.each<[ProviderWord, boolean]>([
    ['undecided', false],
    ['decided', false],
    ['silent', false],
    ['absent', true],
    ['strange', true],
    ['unasked', true],
    ['unconfigured', true],
  ])('a person may, if PayPal’s word is %s: %s', (word, expected) =>
    expect(isPersonsToEnd(startedDaysAgo(30, POSTED), word, NOW)).toBe(expected),
  );

  const WORDS: ProviderWord[] = [
    'undecided',
    'decided',
    'silent',
    'absent',
    'strange',
    'unasked',
    'unconfigured',
  ];

  it.each<[string, Payout]>([
    ['was started 28 days ago', startedDaysAgo(28, POSTED)],
    ['was started 29 days ago', startedDaysAgo(29, POSTED)],
    ['was first posted 28 days ago', startedDaysAgo(60, { ...UNRESOLVED, first_attempt_at: daysAgo(28) })],
  ])('no person may, whatever PayPal’s word is, if it %s', (_, payout) =>
    expect(WORDS.filter((word) => isPersonsToEnd(payout, word, NOW))).toStrictEqual([]),
  );

  it('a person may from 29 days and a moment on, counted from the last start', () => {
    const payout = startedDaysAgo(29 + MOMENT, { ...POSTED, first_attempt_at: daysAgo(29 + MOMENT) });
    expect(isPersonsToEnd(payout, 'absent', NOW)).toBe(true);
    const [asked, started] = payout.history;
    const again = { ...started, at: daysAgo(28) };
    const history = [asked, started, again] as Payout['history'];
    expect(isPersonsToEnd({ ...payout, history }, 'absent', NOW)).toBe(false);
  });

  it.each<[string, Payout]>([
    ['was never posted', startedDaysAgo(1)],
    ['was surely never posted', startedDaysAgo(1, CLEAR)],
    ['is not PayPal’s', { ...startedDaysAgo(1, POSTED), rail: undefined } as unknown as Payout],
    ['has ended', { ...startedDaysAgo(1, POSTED), status: 'completed' }],
  ])('PayPal has no say if it %s', (_, payout) =>
    expect(WORDS.filter((word) => isPersonsToEnd(payout, word, NOW))).toStrictEqual(WORDS),
  );
});
