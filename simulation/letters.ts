import { type Entry, historyOf, type ModelPayout } from './model/account.ts';
import { payoutsOf, type Run } from './run.ts';
import { Violation } from './violation.ts';

const OLD_SERVICE = 'old-service';

/** PayPal has the money, and its receiver has to claim it: told once, however often that begins. */
const WAITING = 'waiting';

/** A payout was requested to another address than the one on record: told to that one, at once. */
const WARNED = 'warned';

/** What a letter tells of, by its subject: the status after a step of ours. */
const TELLING: [string, RegExp][] = [
  ['pending', /^We have your request|^We have requested /],
  ['scheduled', / is scheduled$/],
  ['processing', / is on its way$/],
  [WAITING, / is waiting for you$/],
  ['completed', / is paid$/],
  ['failed', / could not be paid$| came back$/],
  ['cancelled', / is cancelled$/],
  [WARNED, / to a different destination$/],
];

const ENDS = ['completed', 'failed', 'cancelled'];

/** What the address on record is told of, if the payout goes elsewhere and was not started. */
const ON_RECORD = [WARNED, 'cancelled', 'failed'];

/**
 * A letter tells of a step that this service took, and of each step once: other services tell of their own.
 * Before an admin has started it, nothing is told to the address that a request names, which is never the one
 * on record here. A payout whose receiver was told that it is paid was paid at that moment.
 * @throws Violation
 */
export function expectToldTruth(run: Run): void {
  const letters = lettersOf(run);
  for (const [receiver, payout] of payoutsByReceiver(run)) {
    expectNoMore(run, receiver, letters, (status) => timesOf(payout, status));
    const isToldPaid =
      (letters.get(receiver)?.get('completed') ?? 0) > toldBefore(run, receiver, 'completed');
    if (isToldPaid && payout.transactionId === undefined)
      throw new Violation(`${receiver} was told that it is paid, and the payout is ${payout.status}.`);
  }
  for (const { affiliate_id, payment_email = '' } of run.people) {
    const payouts = Array.from(run.accounts.get(affiliate_id)?.payouts.values() ?? []);
    const times = (status: string) => payouts.reduce((sum, payout) => sum + timesOnRecord(payout, status), 0);
    expectNoMore(run, payment_email, letters, times);
  }
}

function expectNoMore(run: Run, to: string, letters: Letters, timesOf: (status: string) => number): void {
  for (const [status, total] of letters.get(to) ?? []) {
    const count = total - toldBefore(run, to, status);
    const times = timesOf(status);
    if (count > times)
      throw new Violation(`${to} was told ${count} times of ${status}, and it was so ${times} times.`);
  }
}

/** Word of each end has gone out, and each warning. @throws Violation */
export function expectTold(run: Run): void {
  const letters = lettersOf(run);
  for (const [id, payout] of payoutsOf(run)) {
    const { status, receiver } = payout;
    const isDue = isEndOfOurs(payout) && timesOf(payout, status) > 0 && !isLost(run, id);
    if (isDue && !letters.get(receiver)?.has(status))
      throw new Violation(`${id} is ${status}, and ${receiver} was not told.`);
  }
  for (const { affiliate_id, payment_email: to = '' } of run.people) {
    for (const told of ON_RECORD) {
      const times = timesDue(run, affiliate_id, told);
      const count = (letters.get(to)?.get(told) ?? 0) - toldBefore(run, to, told);
      if (count < times)
        throw new Violation(`${to} was told ${count} times of ${told}, and not ${times} times.`);
    }
  }
}

/** For how many payouts of an affiliate the address on record must have been told. */
function timesDue(run: Run, affiliateId: string, told: string): number {
  const payouts = Array.from(run.accounts.get(affiliateId)?.payouts ?? []);
  const isDue = (payout: ModelPayout) => told === WARNED || (isEndOfOurs(payout) && payout.status === told);
  return payouts.filter(
    ([id, payout]) => timesOnRecord(payout, told) > 0 && isDue(payout) && !isLost(run, id),
  ).length;
}

function isLost(run: Run, id: string): boolean {
  return run.untold.has(id) || run.workers.givenUp.has(id);
}

function isEndOfOurs(payout: ModelPayout): boolean {
  const { status, isMovedByOthers } = payout;
  return ENDS.includes(status) && !isMovedByOthers && ownEntries(payout).at(-1)?.status === status;
}

/** Letters from before a restore tell of steps that were forgotten and may be taken again. */
function toldBefore(run: Run, receiver: string, status: string): number {
  return run.toldBefore.get(receiver)?.get(status) ?? 0;
}

/** How often a step of ours called for such a letter to the receiver. */
function timesOf(payout: ModelPayout, told: string): number {
  const history = historyOf(payout);
  const own = isOwnRequest(payout) ? history.slice(startIn(history)) : history;
  if (told === WAITING) return own.some(isOwn('processing')) ? 1 : 0;
  return own.filter(isOwn(told)).length;
}

/** The same for the address on record, of what was requested here. */
function timesOnRecord(payout: ModelPayout, told: string): number {
  if (!isOwnRequest(payout) || !ON_RECORD.includes(told)) return 0;
  if (told === WARNED) return 1;
  const history = historyOf(payout);
  return history.slice(0, startIn(history)).filter(isOwn(told)).length;
}

/** Where the history says that the payout was started, by whomever; its end if it was not. */
function startIn(history: readonly Entry[]): number {
  const index = history.findIndex(({ status }) => status === 'processing' || status === 'completed');
  return index < 0 ? history.length : index;
}

function isOwnRequest(payout: ModelPayout): boolean {
  return historyOf(payout)[0]?.by !== OLD_SERVICE;
}

const isOwn =
  (told: string) =>
  ({ status, by }: Entry) =>
    status === told && by !== OLD_SERVICE;

function ownEntries(payout: ModelPayout) {
  return historyOf(payout).filter(({ by }) => by !== OLD_SERVICE);
}

function payoutsByReceiver(run: Run): Map<string, ModelPayout> {
  return new Map(Array.from(payoutsOf(run).values(), (payout) => [payout.receiver, payout]));
}

/** How many letters each receiver has got, by what they tell of. */
export type Letters = Map<string, Map<string, number>>;

/** The letters so far. */
export function lettersOf({ system }: Run): Letters {
  const letters: Letters = new Map();
  for (const { to, subject } of system.mails) {
    const status = TELLING.find(([, words]) => words.test(subject))?.[0] ?? subject;
    const counts = letters.get(to) ?? new Map<string, number>();
    letters.set(to, counts.set(status, (counts.get(status) ?? 0) + 1));
  }
  return letters;
}
