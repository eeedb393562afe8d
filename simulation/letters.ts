import { historyOf, type ModelPayout } from './model/account.ts';
import { payoutsOf, type Run } from './run.ts';
import { Violation } from './violation.ts';

/** PayPal has the money, and its receiver has to claim it: told once, however often that begins. */
const WAITING = 'waiting';

/** What a letter tells of, by its subject: the status after a step of ours. */
const TELLING: [string, RegExp][] = [
  ['pending', /^We have your request/],
  ['scheduled', / is scheduled$/],
  ['processing', / is on its way$/],
  [WAITING, / is waiting for you$/],
  ['completed', / is paid$/],
  ['failed', / could not be paid$| came back$/],
  ['cancelled', / is cancelled$/],
];

const ENDS = ['completed', 'failed', 'cancelled'];

/**
 * A letter tells of a step that this service took, and of each step once: other services tell of their own.
 * A payout whose receiver was told that it is paid was paid at that moment.
 * @throws Violation
 */
export function expectToldTruth(run: Run): void {
  const letters = lettersOf(run);
  for (const [receiver, payout] of payoutsByReceiver(run)) {
    for (const [status, total] of letters.get(receiver) ?? []) {
      const count = total - toldBefore(run, receiver, status);
      const times = timesOf(payout, status);
      if (count > times)
        throw new Violation(
          `${receiver} was told ${count} times of ${status}, and it was so ${times} times.`,
        );
    }
    const isToldPaid =
      (letters.get(receiver)?.get('completed') ?? 0) > toldBefore(run, receiver, 'completed');
    if (isToldPaid && payout.transactionId === undefined)
      throw new Violation(`${receiver} was told that it is paid, and the payout is ${payout.status}.`);
  }
}

/** Word of each end has gone out. @throws Violation */
export function expectTold(run: Run): void {
  const letters = lettersOf(run);
  for (const [id, payout] of payoutsOf(run)) {
    const { status, receiver, isMovedByOthers } = payout;
    const isOurs = ENDS.includes(status) && !isMovedByOthers && ownEntries(payout).at(-1)?.status === status;
    const isLost = run.untold.has(id) || run.workers.givenUp.has(id);
    if (isOurs && !isLost && !letters.get(receiver)?.has(status))
      throw new Violation(`${id} is ${status}, and ${receiver} was not told.`);
  }
}

/** Letters from before a restore tell of steps that were forgotten and may be taken again. */
function toldBefore(run: Run, receiver: string, status: string): number {
  return run.toldBefore.get(receiver)?.get(status) ?? 0;
}

/** How often a step of ours called for such a letter. */
function timesOf(payout: ModelPayout, told: string): number {
  const own = ownEntries(payout);
  if (told === WAITING) return own.some(({ status }) => status === 'processing') ? 1 : 0;
  return own.filter(({ status }) => status === told).length;
}

function ownEntries(payout: ModelPayout) {
  return historyOf(payout).filter(({ by }) => by !== 'old-service');
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
