import { MAIL_STOPS, type MailStop, type StoppedMail } from '../../payouts/undelivered.ts';
import type { Store } from '../engine/client.ts';
import { ROW_IS_OPEN } from '../engine/conditions.ts';
import { writeIfHolds } from '../engine/write-if-holds.ts';
import { getStoredRow, stoppedMailIn } from './balance-row.ts';

/** The affiliate's addresses that no letters go to. */
export async function getStoppedMail(store: Store, affiliateId: string): Promise<StoppedMail> {
  return stoppedMailIn((await getStoredRow(store, affiliateId)) ?? {});
}

/**
 * Stops all letters of an affiliate to an address, which is in lower case.
 * @returns false if the affiliate has no row of counters, and so no payout that letters tell of
 * @throws try_again
 */
export async function stopMail(
  store: Store,
  affiliateId: string,
  { address, why }: { address: string; why: MailStop },
): Promise<boolean> {
  return change(store, affiliateId, `ADD ${why} :addresses`, [address]);
}

/** Has letters go to these addresses of an affiliate, in lower case, again. @throws try_again */
export async function resumeMail(store: Store, affiliateId: string, addresses: string[]): Promise<void> {
  if (addresses.length === 0) return;
  const each = MAIL_STOPS.map((why) => `${why} :addresses`).join(', ');
  await change(store, affiliateId, `DELETE ${each}`, addresses);
}

function change(
  store: Store,
  affiliate_id: string,
  UpdateExpression: string,
  addresses: string[],
): Promise<boolean> {
  const Update = {
    TableName: store.tables.balances,
    Key: { affiliate_id },
    UpdateExpression,
    ConditionExpression: ROW_IS_OPEN,
    ExpressionAttributeValues: { ':addresses': new Set(addresses) },
  };
  return writeIfHolds(store, { Update });
}
