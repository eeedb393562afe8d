import { expect } from 'vitest';
import { oldJudgement, oldPut, oldSetStatus } from '../../../../simulation/old-functions.ts';
import { call, type TestAnswer } from '../../../../testing/call.ts';
import { asking, cancelling, processing } from '../../../../testing/lifecycle.ts';
import { type RawAffiliate, type RawBooks, type RawPayout, readRawBooks, readRawRow } from './raw-books.ts';
import { type Stage, serviceOf } from './stage.ts';

const MINIMUM = 1000;
const MAXIMUM = 2_000_000;

/** How many of each go on at once. */
const RUSH = 3;

/** What callers may be told. Nothing else is known to be right, and no 5xx is. */
const ANSWERS = [200, 201, 400, 403, 404, 409];

/**
 * A spell of everyday traffic, on whichever functions people call. Each old request is judged before
 * anything else happens, and put after it: what comes between, both overlook. `before` are the books as they
 * are.
 */
export async function traffic(stage: Stage, before: RawBooks, operations: number): Promise<void> {
  stage.clock.ms += 60_000;
  for (let done = 0; done < operations; done += RUSH) {
    const books = done === 0 ? before : await readRawBooks(stage.store, stage.service !== undefined);
    const late = stage.callers.old ? await judgedOldRequests(stage, books) : [];
    for (let each = 0; stage.callers.new && each < RUSH; each++) await newOperation(stage, books);
    for (const put of late) await put();
    if (stage.callers.old) await oldStatusChange(stage, books);
  }
}

/** Most of what an affiliate may still draw: two of these are too much. */
function amountFor({ earned, sum }: RawAffiliate): number {
  const part = Math.floor(Math.max(0, earned - sum.committed) * 0.6);
  return Math.min(MAXIMUM, Math.max(MINIMUM, part || MINIMUM));
}

function someone({ random }: Stage, { affiliates }: RawBooks): RawAffiliate {
  return random.pick([...affiliates.values()]);
}

async function judgedOldRequests(stage: Stage, books: RawBooks): Promise<(() => Promise<void>)[]> {
  const { store, random, clock } = stage;
  // Two at once by the same affiliate, now and then: the old function lets both pass.
  const first = someone(stage, books);
  const owners = [first, random.int(2) === 0 ? first : someone(stage, books)];
  const puts = owners.map(async (owner) => {
    const amount = amountFor(owner);
    if (!(await oldJudgement(store, owner.id, amount, owner.earned))) return undefined;
    const payout_id = `old-${clock.ms}-${random.int(1e9)}`;
    const Item = {
      payout_id,
      affiliate_id: owner.id,
      amount: random.int(8) === 0 ? String(amount) : amount,
      status: random.int(8) === 0 ? ' Pending' : 'pending',
      payment_method: 'paypal',
      payment_email: `paid+${payout_id}@example.com`,
      requested_at: new Date(clock.ms).toISOString(),
      source: 'dashboard',
    };
    return () => oldPut(store, Item);
  });
  return (await Promise.all(puts)).filter((put) => put !== undefined);
}

async function oldStatusChange(
  { store, random, clock, setByOthers }: Stage,
  { payouts }: RawBooks,
): Promise<void> {
  const open = payouts.filter(({ status }) => status === 'pending' || status === 'processing');
  const payout = random.pick(random.int(4) === 0 || open.length === 0 ? payouts : open);
  const status = random.pick(['processing', 'completed', 'Completed', 'failed', 'pending']);
  const isEnd = /completed|failed/i.test(status);
  const isSet = await oldSetStatus(store, payout.id, {
    status,
    ...(isEnd && { endedAt: new Date(clock.ms).toISOString() }),
    ...(/completed/i.test(status) && { transactionId: `O-${payout.id}` }),
  });
  if (isSet) setByOthers.set(payout.id, (setByOthers.get(payout.id) ?? 0) + 1);
}

async function newOperation(stage: Stage, books: RawBooks): Promise<void> {
  const { random } = stage;
  const { handlers } = serviceOf(stage).system;
  const owner = someone(stage, books);
  const kind = random.int(6);
  if (kind < 2) {
    const answer = await call(handlers.request, asking(owner.userId, { amount: amountFor(owner) }));
    expectAnswer(answer);
    if (answer.status === 201) await expectCovered(stage, owner.id, 'A request was taken');
  } else if (kind === 2) {
    const own = books.payouts.filter(({ owner: id, status }) => id === owner.id && status === 'pending');
    if (own.length > 0)
      expectAnswer(await call(handlers.cancel, cancelling(owner.userId, random.pick(own).id)));
  } else {
    await adminStep(stage, books);
  }
}

async function adminStep(stage: Stage, { payouts }: RawBooks): Promise<void> {
  const open = payouts.filter(({ status }) => status === 'pending' || status === 'processing');
  if (open.length === 0) return;
  const payout = stage.random.pick(open);
  const body = stepFor(stage, payout);
  const { process } = serviceOf(stage).system.handlers;
  const answer = await call(process, processing(payout.id, body));
  expectAnswer(answer);
  if (body.action === 'start' && answer.status === 200) {
    await expectCovered(stage, payout.owner, 'A payout was started');
  }
}

function stepFor({ random }: Stage, { id, status }: RawPayout) {
  if (random.int(4) === 0) return { action: 'fail', reason: 'No such account.' };
  return status === 'pending' ? { action: 'start' } : { action: 'complete', transaction_id: `N-${id}` };
}

function expectAnswer({ status, text }: TestAnswer): void {
  expect(ANSWERS, text).toContain(status);
}

/** What this service reserves and starts is covered at that moment, by all that it counts. */
async function expectCovered({ store }: Stage, id: string, what: string): Promise<void> {
  const { row, earned } = await readRawRow(store, id);
  expect(row?.committed, `${what} for ${id}`).toBeLessThanOrEqual(earned);
}
