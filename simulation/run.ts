import type { Affiliate } from '../libs/payouts/affiliate.ts';
import { contextOf } from '../testing/call.ts';
import type { Backup } from './backup.ts';
import { createHandLedger, type HandLedger } from './hand-ledger.ts';
import type { Letters } from './letters.ts';
import type { Logs } from './logs.ts';
import type { Account, ModelPayout } from './model/account.ts';
import type { Event, Request } from './operations.ts';
import type { PlanOptions } from './plan.ts';
import { seededRandom } from './random.ts';
import type { BookedRun } from './runs/operations.ts';
import { addPerson } from './seed-affiliates.ts';
import { accountOf } from './stored-state.ts';
import type { System } from './system.ts';
import { createWorkers, type Workers } from './workers.ts';

/** A payout that a step can be taken with. */
export interface Candidate {
  payoutId: string;
  affiliateId: string;
  userId: string;
  status: string;
  isPaypal: boolean;
  receiver: string;
}

/** A run as it stands: the people, the model of each one's account, and the record. */
export interface Run {
  system: System;
  logs: Logs;
  workers: Workers;
  people: Affiliate[];
  accounts: Map<string, Account>;
  record: Event[];
  /** What was paid by hand, and what of it came back. */
  ledger: HandLedger;
  /** The calls with a key, so that they can be repeated; and what each was answered first. */
  keyed: { affiliateId: string; request: Request }[];
  firstAnswers: Map<string, string>;
  /** The runs that were made and are known to their makers, by their ids, the latest last. */
  runs: Map<string, BookedRun>;
  /** What a restore goes back to. */
  backup: Backup | undefined;
  /** Whether the tables have been put back, and not been told yet what was lost. */
  isRestoring: boolean;
  /** The letters from before the last restore; and the payouts of whose earlier steps no letter will come. */
  toldBefore: Letters;
  untold: Set<string>;
  /** What PayPal had before the last restore: of some of it, the tables know nothing any more. */
  postedBefore: Set<string>;
  nextNumber(): number;
  /** A key that this affiliate has not used, and others may have. Admins' references have the same names. */
  nextKey(affiliate: number, isByAdmin: boolean): string;
  /** The payouts that a step can be taken with: those that have not ended, and a few of those that have. */
  lately(): Candidate[];
  /** The payout that was written by the old service, or that a step was taken with, last. */
  lastTouched: string | undefined;
  ownerOf(payoutId: string): string;
  /** The payout as the model has it. */
  payout(payoutId: string): ModelPayout | undefined;
  /** Notes that a person ends the payout in this step, so that the bank does not decide otherwise. */
  contest(payoutId: string): void;
  isContested(payoutId: string): boolean;
  beginStep(): void;
}

/** Opens a run on a system with nothing in it. */
export async function openRun(system: System, logs: Logs, { seed, affiliates }: PlanOptions): Promise<Run> {
  const random = seededRandom(seed);
  const people: Affiliate[] = [];
  const accounts = new Map<string, Account>();
  for (let number = 0; number < affiliates; number++) {
    const { affiliate, records } = await addPerson(system.store, random, number);
    people.push(affiliate);
    accounts.set(affiliate.affiliate_id, accountOf(affiliate, records));
  }
  // What the old service left is older than the stream remembers.
  await system.stream.skip();
  await system.sweep({}, contextOf({ remainingMs: 300_000 }));
  let number = 0;
  const contested = new Set<string>();
  const keys = new Map<string, number>();
  const run: Run = {
    system,
    logs,
    workers: createWorkers(system),
    people,
    accounts,
    record: [],
    ledger: createHandLedger(),
    keyed: [],
    firstAnswers: new Map(),
    runs: new Map(),
    backup: undefined,
    isRestoring: false,
    toldBefore: new Map(),
    untold: new Set(),
    postedBefore: new Set(),
    nextNumber: () => number++,
    nextKey(affiliate, isByAdmin) {
      const series = `${affiliate} ${isByAdmin}`;
      const next = (keys.get(series) ?? 0) + 1;
      keys.set(series, next);
      return `key-${next}`;
    },
    lately: () => candidates(run),
    lastTouched: undefined,
    ownerOf(payoutId) {
      const [affiliateId = ''] = Array.from(accounts).find(([, { payouts }]) => payouts.has(payoutId)) ?? [];
      return affiliateId;
    },
    payout: (payoutId) => accounts.get(run.ownerOf(payoutId))?.payouts.get(payoutId),
    contest: (payoutId) => void contested.add(payoutId),
    isContested: (payoutId) => contested.has(payoutId),
    beginStep: () => contested.clear(),
  };
  return run;
}

const ENDED_KEPT = 5;

function candidates({ people, accounts }: Run): Candidate[] {
  return people.flatMap(({ affiliate_id: affiliateId, user_id: userId }) => {
    const payouts = Array.from(accounts.get(affiliateId)?.payouts ?? []);
    const isOpen = ([, { status }]: (typeof payouts)[number]) =>
      ['scheduled', 'pending', 'processing'].includes(status);
    const chosen = [...payouts.filter(isOpen), ...payouts.filter((each) => !isOpen(each)).slice(-ENDED_KEPT)];
    return chosen.map(([payoutId, { status, isPaypal, receiver }]) => ({
      payoutId,
      affiliateId,
      userId,
      status,
      isPaypal,
      receiver,
    }));
  });
}

/** Every payout of the run, as the model has it. */
export function payoutsOf({ accounts }: Run): Map<string, ModelPayout> {
  return new Map(Array.from(accounts.values()).flatMap(({ payouts }) => Array.from(payouts)));
}
