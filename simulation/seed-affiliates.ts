import type { Store } from '../libs/store/engine/client.ts';
import {
  addAffiliate,
  addPayouts,
  type SeededAffiliate,
  type SeededPayout,
  type World,
} from '../testing/world.ts';
import { OLD_STATUSES } from './operations.ts';
import type { Random } from './random.ts';

const RECORDS_MAX = 8;

/** Puts an affiliate on record, with what the old service may have left of theirs. */
export async function addPerson(
  store: Store,
  random: Random,
  number: number,
): Promise<{ affiliate: SeededAffiliate; records: SeededPayout[] }> {
  const world = { store } as World;
  const affiliate = await addAffiliate(world, {
    affiliate_id: `aff-${number}`,
    user_id: `user-${number}`,
    payment_email: `affiliate-${number}@example.com`,
    total_earned: 15_000 + random.int(30_000),
  });
  const records = Array.from({ length: random.int(RECORDS_MAX) }, (_, index) => ({
    payout_id: `old-${number}-${index}`,
    affiliate_id: affiliate.affiliate_id,
    amount: 1000 + random.int(3000),
    payment_method: random.pick(['paypal', 'zelle'] as const),
    payment_email: `old-${number}-${index}@example.com`,
    status: random.pick(OLD_STATUSES),
    requested_at: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
  }));
  return { affiliate, records: await addPayouts(world, ...records) };
}
