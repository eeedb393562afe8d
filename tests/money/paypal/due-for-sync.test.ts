import { expect, it } from 'vitest';
import type { Payout, PayoutStatus } from '../../../libs/payouts/payout.ts';
import { pagesToSync, type SyncScope } from '../../../libs/store/payouts/due-for-sync.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();

const NOW = '2026-06-01T12:00:00.000Z';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const before = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();

/** A payout that took its last step so long ago, and about which PayPal has answered so long ago. */
function payout(status: PayoutStatus, sinceMs: number, checkedMs?: number, facts: Partial<Payout> = {}) {
  const provider = {
    attempts: 1,
    first_attempt_at: before(sinceMs),
    lease_until: before(sinceMs),
    lease_id: 'lease',
    unresolved: false,
    ...(checkedMs !== undefined && { checked_at: before(checkedMs) }),
  };
  return {
    payout_id: world.newId(),
    affiliate_id: 'aff',
    status,
    rail: 'paypal' as const,
    requested_at: before(sinceMs),
    history: [{ id: '1', status, at: before(sinceMs), by: 'paypal', role: 'provider' as const }],
    provider,
    ...facts,
  };
}

const NOT_PAYPALS = { rail: undefined as never };
const LONG_AGO = { requested_at: before(30 * DAY) };
const UNREADABLE = { amount: '$50' as never };

it.each<[SyncScope, boolean, string, () => Partial<Payout>]>([
  ['processing', true, 'started ten minutes ago', () => payout('processing', 10 * MINUTE)],
  ['processing', false, 'started a moment later', () => payout('processing', 10 * MINUTE - SECOND)],
  ['processing', false, 'requested long ago', () => payout('processing', MINUTE, undefined, LONG_AGO)],
  ['processing', true, 'asked about five minutes ago', () => payout('processing', HOUR, 5 * MINUTE)],
  ['processing', false, 'asked about since', () => payout('processing', HOUR, 5 * MINUTE - SECOND)],
  ['processing', true, 'started a year ago', () => payout('processing', 365 * DAY, HOUR)],
  ['processing', false, 'completed', () => payout('completed', DAY)],
  ['processing', false, 'paid by hand', () => payout('processing', DAY, undefined, NOT_PAYPALS)],
  ['processing', false, 'spoilt', () => payout('processing', DAY, undefined, UNREADABLE)],
  ['completed', true, 'completed just now', () => payout('completed', 0)],
  ['completed', true, 'asked about 20 hours ago', () => payout('completed', 2 * DAY, 20 * HOUR)],
  ['completed', false, 'asked about since', () => payout('completed', 2 * DAY, 20 * HOUR - SECOND)],
  ['completed', true, 'asked about at 35 days', () => payout('completed', 40 * DAY, 5 * DAY)],
  ['completed', false, 'asked about after 35 days', () => payout('completed', 40 * DAY, 5 * DAY - SECOND)],
  ['completed', true, 'never asked about in 40 days', () => payout('completed', 40 * DAY)],
  [
    'completed',
    true,
    'requested a year before',
    () => payout('completed', DAY, undefined, { requested_at: before(439 * DAY) }),
  ],
  [
    'completed',
    false,
    'requested longer ago than a schedule',
    () => payout('completed', DAY, undefined, { requested_at: before(441 * DAY) }),
  ],
  ['completed', false, 'processing', () => payout('processing', DAY)],
  ['completed', false, 'paid by hand', () => payout('completed', DAY, undefined, NOT_PAYPALS)],
])('the sync of what is %s asks: %s, of what was %s', async (scope, expected, _, make) => {
  const [{ payout_id } = { payout_id: '' }] = await addPayouts(world, make());
  const ids: string[] = [];
  for await (const page of pagesToSync(world.store, scope, NOW))
    ids.push(...page.map((each) => each.payout_id));
  expect(ids.includes(payout_id)).toBe(expected);
});
