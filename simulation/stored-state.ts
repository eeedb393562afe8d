import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Counters } from '../libs/payouts/balance.ts';
import { isReadable, type Payout } from '../libs/payouts/payout.ts';
import { getAffiliate } from '../libs/store/affiliates.ts';
import { getBalanceRow } from '../libs/store/balances/balance-row.ts';
import type { Store } from '../libs/store/engine/client.ts';
import { toPayout } from '../libs/store/payouts/record.ts';
import type { SeededAffiliate, SeededPayout } from '../testing/world.ts';
import type { Account, ModelPayout } from './account.ts';
import type { Event } from './operations.ts';

/** What is stored about an affiliate, read past all faults. */
export interface Truth {
  affiliateId: string;
  earned: number;
  row: Counters | undefined;
  payouts: Payout[];
}

/** Reads everything about an affiliate, while nothing else runs. */
export async function readTruth(store: Store, affiliateId: string): Promise<Truth> {
  const [affiliate, row, payouts] = await Promise.all([
    getAffiliate(store, affiliateId),
    getBalanceRow(store, affiliateId),
    payoutsOf(store, affiliateId),
  ]);
  return { affiliateId, earned: affiliate?.total_earned ?? 0, row, payouts };
}

async function payoutsOf({ db, tables }: Store, affiliateId: string): Promise<Payout[]> {
  const pages = paginateQuery(
    { client: db },
    {
      TableName: tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ProjectionExpression:
        'payout_id, affiliate_id, amount, payment_email, #status, transaction_id, history, requested_at, processed_at',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':affiliate': affiliateId },
    },
  );
  const payouts: Payout[] = [];
  for await (const { Items = [] } of pages) payouts.push(...Items.map(toPayout).filter(isReadable));
  return payouts;
}

/** The account of an affiliate before anything happened: what the old service left. */
export function accountOf({ total_earned }: SeededAffiliate, records: SeededPayout[]): Account {
  const payouts = records.map((record): [string, ModelPayout] => [record.payout_id, modelOf(record)]);
  return { earned: total_earned, isActive: true, payouts: new Map(payouts), calls: new Map() };
}

function modelOf(record: SeededPayout): ModelPayout {
  const { amount, payment_email, payment_method, status } = record;
  return {
    amount,
    receiver: payment_email,
    status,
    steps: record.processed_at ? 2 : 1,
    isPaypal: payment_method === 'paypal',
    onRail: false,
  };
}

/** What the clock and PayPal did since: the new entries of the histories that are theirs, in the order of their times. */
export function movesIn({ affiliateId, payouts }: Truth, { payouts: known }: Account): Event[] {
  return payouts
    .flatMap((payout) =>
      payout.history
        .slice(known.get(payout.payout_id)?.steps ?? 1)
        .map((entry) => ({ payoutId: payout.payout_id, entry })),
    )
    .filter(({ entry }) => entry.role === 'schedule' || entry.by === 'paypal')
    .toSorted((one, other) => ((one.entry.at ?? '') < (other.entry.at ?? '') ? -1 : 1))
    .map(({ payoutId, entry: { status: to, at = '', role, transaction_id } }) => ({
      affiliateId,
      act: { kind: 'move', payoutId, to, at, role, ...(transaction_id && { transactionId: transaction_id }) },
      outcome: { kind: 'done' },
    }));
}

/** The payouts that the model has not seen, by what tells which call they are of. */
export function newPayoutsIn({ payouts }: Truth, { payouts: known }: Account) {
  const unknown = payouts.filter(({ payout_id }) => !known.has(payout_id));
  return unknown.map(({ payout_id: id, payment_email: receiver = '' }) => ({
    id,
    receiver,
  }));
}
