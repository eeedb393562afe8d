import { addAffiliate, addPayouts, type World } from '../world.ts';

const ACCOUNTS = [
  { affiliate_id: 'aff-ada', user_id: 'user-ada', payment_email: 'ada@example.com' },
  { affiliate_id: 'aff-paused', user_id: 'user-paused', status: 'inactive' },
  { affiliate_id: 'aff-twice', user_id: 'user-twice' },
  { affiliate_id: 'aff-twice-again', user_id: 'user-twice' },
  { affiliate_id: 'aff-unreadable', user_id: 'user-unreadable' },
];

/** Earnings that mature: what `user-lin` may draw later. */
const MATURING = [{ amount: 30_000, available_at: '2026-03-15T00:00:00.000Z' }];

/** The people of the examples, each with an account that shows something. */
export async function addPeople(world: World): Promise<void> {
  for (const account of ACCOUNTS) await addAffiliate(world, { ...account });
  await addAffiliate(world, {
    affiliate_id: 'aff-lin',
    user_id: 'user-lin',
    payment_email: 'lin@example.com',
    ...({ maturing: MATURING } as object),
  });
  await addAffiliate(world, {
    affiliate_id: 'aff-bare',
    user_id: 'user-bare',
    payment_method: undefined as never,
    payment_email: undefined as never,
  });
  await addPayouts(
    world,
    { payout_id: PAYOUTS.completed, affiliate_id: 'aff-ada', transaction_id: 'T-0007' },
    { payout_id: PAYOUTS.ofPaused, affiliate_id: 'aff-paused', status: 'pending' },
    { payout_id: PAYOUTS.unreadable, affiliate_id: 'aff-unreadable', amount: 'fifty' as never },
  );
}

/** Payouts that are on record from the start. */
export const PAYOUTS = {
  completed: '3e9f6c52-8f2a-4b7b-b0a4-9d6f6f0e1c77',
  ofPaused: '0d1f0c1e-5b0e-4d5c-9c55-2f6f0f3b7a10',
  unreadable: '5a3f8a55-7d1c-4f64-8a3e-0c1f2b9e6d21',
};
