import type { FieldFault } from '../errors.ts';
import { CURRENCY, dollarsOf } from '../money.ts';
import { plainId } from '../payout-id.ts';
import { receiptNumber } from '../receipt-number.ts';
import { centsIn, type ResultRow } from './result-rows.ts';
import type { RunLine } from './run.ts';

/** Which payout of the run a line is about; with faults, if it says something of it that is not so. */
export type Match =
  | { kind: 'matched'; line: RunLine; faults: FieldFault[] }
  | { kind: 'unmatched' | 'ambiguous' };

/** Finds the payout of the run that a line is about. */
export type Matcher = (row: ResultRow) => Match;

/**
 * How lines find their payouts: by `payout_id`, else by `id`, which may also be the id in the run's file or a
 * receipt's number, else by address and amount. Whatever else a line says must agree. None is ever guessed.
 */
export function matcherOf(lines: readonly RunLine[], fileIds: ReadonlyMap<string, string>): Matcher {
  const byId = Map.groupBy(lines, ({ payout_id }) => plainId(payout_id));
  const byFileId = Map.groupBy(lines, ({ payout_id }) => fileIds.get(payout_id) ?? '');
  const byNumber = Map.groupBy(lines, ({ payout_id }) => receiptNumber(payout_id));
  const byReceiver = Map.groupBy(lines, ({ payment_email, amount }) => receiverKey(payment_email, amount));

  function candidates({ payout_id, id, payment_email, amount }: ResultRow['said']): readonly RunLine[] {
    if (payout_id !== undefined) return byId.get(plainId(payout_id)) ?? [];
    if (id !== undefined) return byAnyId(id);
    const cents = amount === undefined ? undefined : centsIn(amount);
    if (payment_email === undefined || cents === undefined) return [];
    return byReceiver.get(receiverKey(payment_email, cents)) ?? [];
  }

  function byAnyId(id: string): readonly RunLine[] {
    const number = id.toUpperCase();
    return byId.get(plainId(id)) ?? byFileId.get(number) ?? byNumber.get(number) ?? [];
  }

  return ({ said }) => {
    const [line, ...others] = candidates(said);
    if (!line) return { kind: 'unmatched' };
    if (others.length > 0) return { kind: 'ambiguous' };
    const isNamedByIt = said.id === undefined || byAnyId(said.id).includes(line);
    const faults = isNamedByIt ? [] : [{ path: 'id', message: 'must name the same payout as payout_id' }];
    return { kind: 'matched', line, faults: [...faults, ...receiverFaults(said, line)] };
  };
}

function receiverFaults({ amount, currency, payment_email }: ResultRow['said'], line: RunLine): FieldFault[] {
  const faults: FieldFault[] = [];
  if (amount !== undefined && centsIn(amount) !== line.amount)
    faults.push({ path: 'amount', message: `must be ${dollarsOf(line.amount)}, what this payout pays` });
  if (currency !== undefined && currency.toUpperCase() !== CURRENCY)
    faults.push({ path: 'currency', message: `must be ${CURRENCY}` });
  if (payment_email !== undefined && payment_email.toLowerCase() !== line.payment_email.toLowerCase())
    faults.push({ path: 'payment_email', message: 'must be the address of this payout' });
  return faults;
}

function receiverKey(address: string, cents: number): string {
  return `${cents} ${address.toLowerCase()}`;
}
