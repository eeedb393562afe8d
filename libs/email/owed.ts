import { marksOf } from '../payouts/mark.ts';
import type { HistoryEntry, Payout } from '../payouts/payout.ts';
import { DAY_MS } from '../payouts/time.ts';
import { type Mail, mailsFor } from './mails.ts';

/** A mail, and the payout as it was when that happened of which the mail tells. */
export interface Owed {
  mail: Mail;
  payout: Payout;
}

const MINUTE_MS = 60_000;

/**
 * The stream tells of what is younger, and the sweep of what is older. No run of the stream's worker takes as
 * long as what lies between the two: so they never tell of the same thing at once, and the one sees what the
 * other has told.
 */
const STREAMS_MS = 30 * MINUTE_MS;
const SWEEPS_MS = 35 * MINUTE_MS;

/** As long as a dead letter is kept: word of what is older would only confuse. */
const TOLD_MS_MAX = 14 * DAY_MS;

/** Whether the stream's worker leaves the mail to the sweep, because it is late. */
export function isLate({ at }: Mail, now: string): boolean {
  return at !== undefined && Date.parse(now) - Date.parse(at) >= STREAMS_MS;
}

/** The time up to which the sweep tells. */
export function sweptUntil(now: string): string {
  return new Date(Date.parse(now) - SWEEPS_MS).toISOString();
}

/** The time before which nothing is told any more. */
export function toldSince(now: string): string {
  return new Date(Date.parse(now) - TOLD_MS_MAX).toISOString();
}

/**
 * The mails that a payout's own steps called for between these times, and that were not handed over: by its
 * record alone, so it does not matter how the stream failed. What another service did has no time on record,
 * and is not among them.
 */
export function owedBy(
  payout: Payout,
  { since, until }: { since: string; until: string },
  adminEmail: string | undefined,
): Owed[] {
  if (payout.is_foreign) return [];
  const ofSteps = payout.history.flatMap((_, index) => owedByStep(payout, index, adminEmail));
  const waiting = mailsFor({ before: { status: payout.status }, after: payout }, undefined);
  return [...ofSteps, ...waiting.map((mail) => ({ mail, payout }))].filter(
    ({ mail: { at, key } }) => at !== undefined && at >= since && at <= until && !payout.mails?.has(key),
  );
}

function owedByStep(payout: Payout, index: number, adminEmail: string | undefined): Owed[] {
  const [entry, before] = [payout.history[index], payout.history[index - 1]];
  if (!entry || entry.role === 'old-service' || entry.status === before?.status) return [];
  const then = asItWas(payout, entry, index);
  const mails = mailsFor({ before: before && { status: before.status }, after: then }, adminEmail);
  return mails.map((mail) => ({ mail, payout: then }));
}

/** The payout after one of its steps: what a later step has changed is as it was before that one. */
function asItWas(payout: Payout, { status }: HistoryEntry, index: number): Payout {
  const history = payout.history.slice(0, index + 1);
  const later = payout.history.slice(index + 1);
  const member = (name: 'notes' | 'transaction_id' | 'reason', present: string | undefined) =>
    later.some((step) => step[name] !== undefined)
      ? history.findLast((step) => step[name] !== undefined)?.[name]
      : present;
  const { notes, transaction_id, failure_reason, ...rest } = payout;
  const words = {
    notes: member('notes', notes),
    transaction_id: member('transaction_id', transaction_id),
    failure_reason: status === 'failed' ? member('reason', failure_reason) : undefined,
  };
  const then = { ...rest, ...words, status, history } as Payout;
  return { ...then, ...marksOf(then) };
}
