import { expect } from 'vitest';
import { audit } from '../../../../libs/workflows/audit/audit.ts';
import { itemsOf } from '../../../../simulation/paypal-account.ts';
import type { Handlers } from '../../../../simulation/system.ts';
import { call, contextOf } from '../../../../testing/call.ts';
import { type RawAffiliate, type RawBooks, readRawBooks } from './raw-books.ts';
import { type Stage, serviceOf } from './stage.ts';

export const LIMITS = { minimum: 1000, maximum: 2_000_000 };

/** How far the service has looked at what others wrote: not at all of it, or at all of it. */
export type Progress = 'behind' | 'up to date';

/**
 * What must hold at each moment; if nothing is left to count, more. The sums are made from the raw rows.
 * @returns the books as they are
 */
export async function expectBooks(stage: Stage, progress: Progress): Promise<RawBooks> {
  const books = await readRawBooks(stage.store, stage.service !== undefined);
  takeAlarms(stage);
  for (const affiliate of books.affiliates.values()) expectRow(affiliate, progress);
  await expectAudit(stage, books, progress);
  if (!stage.service) return books;
  expectPaidOnce(stage, books);
  if (progress === 'behind') return books;
  expectSeen(stage, books);
  expectLetters(stage, books);
  return books;
}

/** Counters are sums over the marks, always, and marks follow statuses once everything is counted. */
function expectRow(affiliate: RawAffiliate, progress: Progress): void {
  const { id, row, marked, sum, unreadable, uncounted } = affiliate;
  if (!row) return;
  const { held, unreadable: named, ...counters } = row;
  expect(counters, `the row of ${id}`).toStrictEqual(marked);
  expect(held, `held in the row of ${id}`).toBe(counters.committed - counters.paid);
  if (progress === 'behind') return;
  expect({ id, uncounted, named }).toStrictEqual({ id, uncounted: [], named: unreadable });
  expect(counters, `the payouts of ${id}`).toStrictEqual(sum);
}

/** The audit finds as many as there are, no more and no fewer. */
async function expectAudit(
  { store }: Stage,
  { affiliates, payouts }: RawBooks,
  progress: Progress,
): Promise<void> {
  const { kinds } = await audit({ store, limits: LIMITS });
  const found = (wanted: string) => kinds.find(({ kind }) => kind === wanted)?.count ?? 0;
  const readable = payouts.filter(({ cents }) => cents !== undefined);
  const isMoved = ({ mark, owner, status, cents }: (typeof readable)[number]) =>
    mark !== undefined && (mark.owner !== owner || mark.status !== status || mark.cents !== cents);
  expect({
    unreadable: found('payout-amount-unreadable'),
    unknown: found('payout-status-unknown'),
    unlisted: found('payout-requested-at-missing'),
    unmarked: found('payout-mark-missing'),
    moved: found('payout-mark-differs'),
    broken: found('row-broken'),
  }).toStrictEqual({
    unreadable: payouts.length - readable.length,
    unknown: payouts.filter(({ status }) => status === 'unknown').length,
    unlisted: payouts.filter(({ isListed }) => !isListed).length,
    unmarked: readable.filter(({ mark }) => mark === undefined).length,
    moved: readable.filter(isMoved).length,
    broken: 0,
  });
  if (progress === 'up to date') expect(found('payout-search-differs'), 'not found by searches').toBe(0);
  // What no index shows is in the audit's sums too, so they are compared once it is listed.
  if (payouts.some(({ isListed }) => !isListed)) return;
  const overdrawn = [...affiliates.values()].filter(isOverdrawn);
  expect(found('affiliate-overdrawn')).toBe(overdrawn.length);
}

/** Whether more is promised and paid than was earned. */
export function isOverdrawn({ sum, earned }: RawAffiliate): boolean {
  return sum.committed > earned;
}

/** What the old functions promised above what was earned has raised an alarm for that affiliate. */
function expectSeen({ overdrawn }: Stage, { affiliates }: RawBooks): void {
  const unseen = [...affiliates.values()].filter((each) => each.row && isOverdrawn(each));
  expect(unseen.filter(({ id }) => !overdrawn.has(id))).toStrictEqual([]);
}

/** Keeps whom the alarms since the last time were about. */
function takeAlarms({ logs, overdrawn }: Stage): void {
  for (const { event, affiliateId = '' } of logs.takeAlarms()) {
    if (event === 'balance-overdrawn') overdrawn.add(affiliateId);
  }
}

/** PayPal was asked once for each payout that it carries, and nothing was completed twice by us alone. */
function expectPaidOnce(stage: Stage, { payouts }: RawBooks): void {
  const items = itemsOf(serviceOf(stage).system.paypals).map(({ payout_item }) => payout_item);
  const ids = items.map(({ sender_item_id = '' }) => sender_item_id);
  expect(new Set(ids).size, 'payouts at PayPal').toBe(ids.length);
  for (const { sender_item_id, amount } of items) {
    const payout = payouts.find(({ id }) => id === sender_item_id);
    expect(payout?.isOnRail, `${sender_item_id} on the rail`).toBe(true);
    expect(Math.round(Number(amount.value) * 100), `${sender_item_id} at PayPal`).toBe(payout?.cents);
  }
  for (const { id, steps } of payouts) {
    const completions = steps.filter(({ status }) => status === 'completed');
    // What others have set back may be paid by hand once more.
    const allowed = 1 + (stage.setByOthers.get(id) ?? 0);
    expect(completions.length, `completions of ${id}`).toBeLessThanOrEqual(allowed);
  }
}

/** Each step that this service took was told once, and nothing else was. */
function expectLetters(stage: Stage, { payouts }: RawBooks): void {
  const expected = payouts.flatMap(({ email, steps }) => (email === undefined ? [] : steps.map(() => email)));
  const { mails } = serviceOf(stage).system;
  expect(mails.map(({ to }) => to).toSorted()).toStrictEqual(expected.toSorted());
}

/** `reconcile` names exactly the affiliates whose rows the raw sums disagree with, and no other. */
export async function expectReconciled(stage: Stage): Promise<void> {
  const { system } = serviceOf(stage);
  const { affiliates } = await readRawBooks(stage.store, true);
  const wrong = [...affiliates.values()].filter((each) => each.row && differs(each)).map(({ id }) => id);
  const answer = system.reconcile({}, contextOf({ remainingMs: 900_000 }));
  const complaint = await answer.then(
    () => '',
    ({ message }: Error) => message,
  );
  const named = Array.from(complaint.matchAll(/(aff-old-[\w-]+) \(/g), ([, id = '']) => id);
  expect(named.toSorted(), complaint).toStrictEqual(wrong.toSorted());
}

function differs({ row, sum, uncounted, unreadable, unknown }: RawAffiliate): boolean {
  const isSame = (['committed', 'paid', 'payout_count'] as const).every((name) => row?.[name] === sum[name]);
  return !isSame || uncounted.length + unreadable.length + unknown.length > 0;
}

/** Every affiliate's own view is what the raw rows come to. Those that nobody can read are told so. */
export async function expectBalances(
  stage: Stage,
  getBalance: Handlers['balance'] = serviceOf(stage).system.handlers.balance,
): Promise<void> {
  const { affiliates } = await readRawBooks(stage.store, true);
  for (const { id, userId, isActive, earned, sum, unreadable } of affiliates.values()) {
    if (!isActive) continue;
    const { status, json, text } = await call(getBalance, { as: userId });
    expect(status, `${id}: ${text}`).toBe(unreadable.length > 0 ? 409 : 200);
    if (status !== 200) continue;
    const pending = sum.committed - sum.paid;
    const available = Math.max(0, earned - sum.committed);
    const balance = { total_earned: earned, total_paid: sum.paid, pending, available };
    expect({ id, ...json.data.balance }).toStrictEqual({ id, ...balance });
  }
}
