import type { Event } from '../operations.ts';
import type { StoredState } from '../stored-state.ts';
import { type Account, isCounted, type ModelPayout, withPayout } from './account.ts';

/**
 * What the service may do by itself between any two events: open the balance row, count a payout that another
 * service wrote or moved, and name a record that cannot be read. Tries only what can still lead to the stored
 * state.
 * @returns every account that one such act leaves behind
 */
export function afterCounting(account: Account, left: Event[], stored: StoredState): Account[] {
  if (!account.isOpen)
    return stored.row ? [...marked(account, left, stored), opened(account)] : marked(account, left, stored);
  return Array.from(account.payouts).flatMap(([id, payout]) => {
    if (payout.isReadable) return adopted(account, id, payout, left, stored);
    const isNamed = account.unreadable.has(id) || !(stored.row?.unreadable.has(id) || isTouched(id, left));
    return isNamed ? [] : [{ ...account, unreadable: new Set(account.unreadable).add(id) }];
  });
}

/**
 * Before there is a row, payouts are marked for it, many at once: those that are marked in the end, and
 * perhaps others.
 */
function marked(account: Account, left: Event[], { payouts }: StoredState): Account[] {
  const marks = new Map(payouts.map(({ id, mark }) => [id, mark]));
  const candidates = Array.from(account.payouts).filter(
    ([id, { isReadable, isListed, mark }]) => isReadable && isListed && mark === undefined && marks.get(id),
  );
  const certain = candidates.filter(([id, { status }]) => marks.get(id) === status);
  const possible = candidates.filter(([id]) => isTouched(id, left));
  const both = [...new Map([...certain, ...possible])];
  const choices = both.length > certain.length ? [both, certain] : [certain];
  return choices.filter((choice) => choice.length > 0).map((choice) => withMarks(account, choice));
}

function withMarks(account: Account, chosen: [string, ModelPayout][]): Account {
  const payouts = new Map(account.payouts);
  for (const [id, payout] of chosen) payouts.set(id, { ...payout, mark: payout.status });
  return { ...account, payouts };
}

/** The row begins with what is marked, and names what cannot be read. */
function opened(account: Account): Account {
  const unreadable = Array.from(account.payouts).filter(
    ([, { isListed, isReadable }]) => isListed && !isReadable,
  );
  return { ...account, isOpen: true, unreadable: new Set(unreadable.map(([id]) => id)) };
}

/** Counts a payout as what its record says. One without the time of its request gets one. */
function adopted(
  account: Account,
  id: string,
  payout: ModelPayout,
  left: Event[],
  { payouts }: StoredState,
): Account[] {
  const isLasting = payouts.find((stored) => stored.id === id)?.mark === payout.status;
  if (isCounted(payout) || !(isLasting || isTouched(id, left))) return [];
  const unreadable = new Set(account.unreadable);
  unreadable.delete(id);
  return [withPayout({ ...account, unreadable }, id, { ...payout, mark: payout.status, isListed: true })];
}

function isTouched(id: string, left: Event[]): boolean {
  return left.some(({ act }) => 'payoutId' in act && act.payoutId === id);
}
