import { createHash } from 'node:crypto';
import { CURRENCY, dollarsOf } from '../money.ts';
import { receiptNumber } from '../receipt-number.ts';
import type { RunForm, RunLine } from './run.ts';

/** PayPal's limit for an id in a file is 30 characters. */
const DIGEST_LENGTH = 24;

/** The members of a result have the same names, so that a file that was filled in can come back. */
const HEADER = ['payment_email', 'amount', 'currency', 'id', 'note'];

/**
 * The ids of a run's payouts in its file, by their ids: their receipts' numbers or, where two payouts share
 * one, digests.
 */
export function fileIdsOf(lines: readonly Pick<RunLine, 'payout_id'>[]): Map<string, string> {
  const ids = lines.map(({ payout_id }) => payout_id);
  return new Map(
    [...Map.groupBy(ids, receiptNumber)].flatMap(([number, sharers]) =>
      sharers.map((id): [string, string] => [id, sharers.length === 1 ? number : digestOf(id)]),
    ),
  );
}

function digestOf(payoutId: string): string {
  const digest = createHash('sha256').update(payoutId).digest('hex');
  return `R-${digest.slice(0, DIGEST_LENGTH).toUpperCase()}`;
}

/**
 * The cells of the file: e-mail, amount in dollars, currency, id and note. PayPal's mass-payment form has no
 * header. No word in it is an affiliate's own.
 */
export function fileRowsOf(
  form: RunForm,
  lines: readonly RunLine[],
  fileIds: ReadonlyMap<string, string>,
): string[][] {
  const rows = lines.map(({ payout_id, amount, payment_email }) => {
    const id = fileIds.get(payout_id) ?? '';
    return [payment_email, dollarsOf(amount), CURRENCY, id, `Payout ${id}`];
  });
  return form === 'paypal_csv' ? rows : [HEADER, ...rows];
}
