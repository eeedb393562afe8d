import type { CallFault } from '../local/paypal/faults.ts';
import type { Operation } from './operations.ts';
import { PAYOUTS_REASON } from './paypal-account.ts';
import { TRANSPORT_FAULTS } from './proxy/faults.ts';
import type { Random } from './random.ts';

/** A fault of the n-th call of a step, counted from 0. */
export interface PlannedFault<Kind extends string> {
  nth: number;
  kind: Kind;
}

/** What goes wrong with single calls of the database; stale and short answers are a matter of whole steps. */
const DATABASE_FAULTS = ['conflict', 'throttled', ...TRANSPORT_FAULTS, 'unavailable'] as const;

/** A fault of one call of the database. */
export type DatabaseFault = PlannedFault<(typeof DATABASE_FAULTS)[number]>;

const FAULTY_STEPS = 0.2;
const HIDING_STEPS = 0.2;

/** Plans a few faults of the first calls of a step, in this share of the steps. */
export function planFaults<Kind extends string>(
  random: Random,
  kinds: readonly Kind[],
  share: number,
  calls: number,
): PlannedFault<Kind>[] {
  if (random.next() >= share) return [];
  const count = 1 + random.int(3);
  return Array.from({ length: count }, () => ({
    nth: random.int(calls),
    kind: random.pick(kinds),
  }));
}

/**
 * Some requests are carried out, lose their answer, and then meet a busy item, so that the next try does
 * not find what became of it.
 */
export function planDatabaseFaults(random: Random, operations: Operation[]): DatabaseFault[] {
  const isRequest = operations.some(({ kind }) => kind === 'request');
  if (!isRequest || random.next() >= HIDING_STEPS) return planCallFaults(random, FAULTY_STEPS, 5);
  const nth = 1 + random.int(3);
  return [
    { nth, kind: 'drop_after' },
    { nth: nth + 1, kind: 'conflict' },
  ];
}

/** Plans a few faults of the first calls of the database. */
export function planCallFaults(random: Random, share: number, calls: number): DatabaseFault[] {
  return planFaults(random, DATABASE_FAULTS, share, calls);
}

/** A refusal that is about the payout, so that it fails. */
const REFUSED = { on: 'create', kind: 'refuse', status: 400, name: PAYOUTS_REASON } as const;

/** Refusals that are about the company: its funds, its permissions or its credentials. They fail nothing. */
export const COMPANYS = [
  { status: 422, name: 'INSUFFICIENT_FUNDS' },
  { status: 403, name: 'AUTHORIZATION_ERROR' },
  { status: 401, name: 'AUTHENTICATION_FAILURE' },
] as const;

/**
 * Now and then a post is carried out and its answer lost, and the next one refused: that says nothing of
 * the first.
 */
export function planRefusals(random: Random): CallFault[] {
  if (random.next() < 0.3) return [{ on: 'create', kind: 'status-after' }, REFUSED];
  const on = random.pick(['create', 'create', 'batch', 'item', 'token', 'cancel'] as const);
  const kind = random.pick(['refuse', 'in-progress', 'garbage', 'status', 'status-after'] as const);
  const times = 1 + random.int(2);
  if (kind !== 'refuse') return [{ on, kind, times }];
  if (on === 'create' && random.next() < 0.4) return [{ ...REFUSED, times }];
  return [{ on, kind, ...random.pick(COMPANYS), times }];
}
