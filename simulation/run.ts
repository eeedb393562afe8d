import type { Affiliate } from '../libs/payouts/affiliate.ts';
import type { Account } from './account.ts';
import type { Event, Request } from './operations.ts';
import type { PlanOptions } from './plan.ts';
import { seededRandom } from './random.ts';
import { addPerson } from './seed-affiliates.ts';
import { accountOf } from './stored-state.ts';
import type { System } from './system.ts';
import { createWorkers, type Workers } from './workers.ts';

/** A run as it stands: the people, the model of each one's account, and the record. */
export interface Run {
  system: System;
  workers: Workers;
  people: Affiliate[];
  accounts: Map<string, Account>;
  record: Event[];
  /** The calls with a key, so that they can be repeated; and what each was answered first. */
  keyed: { affiliateId: string; request: Request }[];
  firstAnswers: Map<string, string>;
  nextNumber(): number;
  /** A key that this affiliate has not used, and others may have. */
  nextKey(affiliate: number): string;
  /** The payouts that a step can be taken with: those that have not ended, and a few of those that have. */
  lately(): { payoutId: string; affiliateId: string; userId: string }[];
}

/** Opens a run on a system with nothing in it. */
export async function openRun(system: System, { seed, affiliates }: PlanOptions): Promise<Run> {
  const random = seededRandom(seed);
  const people: Affiliate[] = [];
  const accounts = new Map<string, Account>();
  for (let number = 0; number < affiliates; number++) {
    const { affiliate, records } = await addPerson(system.store, random, number);
    people.push(affiliate);
    accounts.set(affiliate.affiliate_id, accountOf(affiliate, records));
  }
  let number = 0;
  const keys: number[] = [];
  const run: Run = {
    system,
    workers: createWorkers(system),
    people,
    accounts,
    record: [],
    keyed: [],
    firstAnswers: new Map(),
    nextNumber: () => number++,
    nextKey(affiliate) {
      keys[affiliate] = (keys[affiliate] ?? 0) + 1;
      return `key-${keys[affiliate]}`;
    },
    lately: () => candidates(run),
  };
  return run;
}

const ENDED_KEPT = 5;

function candidates({ people, accounts }: Run) {
  return people.flatMap(({ affiliate_id: affiliateId, user_id: userId }) => {
    const payouts = Array.from(accounts.get(affiliateId)?.payouts ?? []);
    const isOpen = ([, { status }]: (typeof payouts)[number]) =>
      ['scheduled', 'pending', 'processing'].includes(status);
    const chosen = [...payouts.filter(isOpen), ...payouts.filter((each) => !isOpen(each)).slice(-ENDED_KEPT)];
    return chosen.map(([payoutId]) => ({ payoutId, affiliateId, userId }));
  });
}
