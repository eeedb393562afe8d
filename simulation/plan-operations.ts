import {
  FATES,
  OLD_STATUSES,
  type Operation,
  SPELLINGS,
  TOUCHES,
  type Touch,
  WORKERS,
  type Worker,
} from './operations.ts';
import type { Random } from './random.ts';

/** A pick is a number below this. */
export const PICKS = 1_000_000;

/** Most steps are one operation; some are a race for one affiliate's money, or for one payout. */
export function planOperations(random: Random, affiliates: number): Operation[] {
  const chance = random.next();
  if (chance < 0.25) return [{ kind: random.pick(OFTEN) }];
  if (chance < 0.65) return [planOperation(random, random.int(affiliates))];
  const racers = 2 + random.int(3);
  if (chance < 0.8) {
    const pick = random.int(PICKS);
    return Array.from({ length: racers }, (_, index) => ({
      kind: random.pick(TOUCHES),
      pick,
      aim: index === 0 ? 'fit' : 'last',
    }));
  }
  const affiliate = random.int(affiliates);
  return Array.from({ length: racers }, () =>
    random.next() < 0.1 ? { kind: random.pick(WORKERS) } : planRacer(random, affiliate),
  );
}

/** The first requests of an affiliate race to open the balance row. */
export function planFirstRequests(random: Random, affiliate: number): Operation[] {
  return Array.from({ length: 3 }, () => planRequest(random, affiliate));
}

/** Requests race for the same row more than anything else does. */
function planRacer(random: Random, affiliate: number): Operation {
  return random.next() < 0.3 ? planRequest(random, affiliate) : planOperation(random, affiliate);
}

/** Streams and webhooks are followed at once, or nearly; all rows are opened now and then, in a race. */
const OFTEN: Worker[] = [
  ...WORKERS.filter((kind) => kind !== 'open'),
  ...(['settle', 'webhooks', 'deliver', 'deliver', 'deliver', 'deliver'] as const),
];

function planOperation(random: Random, affiliate: number): Operation {
  const chance = random.next();
  if (chance < 0.29) return planRequest(random, affiliate);
  if (chance < 0.36) return { kind: 'repeat', pick: random.int(PICKS), isAltered: random.next() < 0.2 };
  if (chance < 0.7) return planTouch(random);
  if (chance < 0.78) return planOldRequest(random, affiliate);
  if (chance < 0.8) return { kind: 'mend', pick: random.int(PICKS) };
  if (chance < 0.88) return { kind: random.pick(['balance', 'balance', 'list']), affiliate };
  if (chance < 0.95) return { kind: 'earn', affiliate, change: random.int(22_000) - 7000 };
  return { kind: random.pick(['toggle', 'remove', 'reopen', 'reopen', 'reopen', 'reopen']), affiliate };
}

/** Most touches fit the payout that they are for, and some follow the one before. */
function planTouch(random: Random): Operation {
  const aim = random.pick(['fit', 'fit', 'last', undefined] as const);
  return { kind: random.pick(OFTEN_TOUCHED), pick: random.int(PICKS), ...(aim && { aim }) };
}

/** What is started can go wrong in more ways than what is not. */
const OFTEN_TOUCHED: Touch[] = [...TOUCHES, 'start', 'start', 'start', 'bank', 'bank', 'recall'];

function planOldRequest(random: Random, affiliate: number): Operation {
  return {
    kind: 'old-request',
    affiliate,
    amount: planAmount(random),
    status: random.next() < 0.5 ? 'pending' : random.pick(OLD_STATUSES),
    method: random.pick(['paypal', 'zelle']),
    spelling: random.next() < 0.6 ? 'tidy' : random.pick(SPELLINGS),
    isDated: random.next() < 0.7,
  };
}

/** Some are so large that the same again cannot be afforded. */
function planAmount(random: Random): number {
  return 1000 + random.int(random.next() < 0.2 ? 20_000 : 6000);
}

function planRequest(random: Random, affiliate: number): Operation {
  const isBulk = random.next() < 0.2;
  const amounts = Array.from({ length: isBulk ? 1 + random.int(4) : 1 }, () => planAmount(random));
  // By the amount, which is as good as chance, and leaves the rest of a seed's plan as it was.
  const isByAdmin = !isBulk && (amounts[0] ?? 0) % 4 === 0;
  return {
    kind: 'request',
    affiliate,
    amounts,
    isBulk,
    isByAdmin,
    fate: random.next() < 0.6 ? 'paid' : random.pick(FATES),
    method: random.next() < 0.7 ? 'paypal' : 'zelle',
    hasKey: random.next() < 0.8 || isByAdmin,
    ...(random.next() < 0.2 && { dueInMs: 1000 + random.int(600_000) }),
  };
}
