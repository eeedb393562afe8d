import { call, contextOf } from '../tests/world/call.ts';
import type { Event } from './operations.ts';
import type { Step } from './plan.ts';
import type { Run } from './run.ts';
import { Violation } from './violation.ts';

/** What has left PayPal for a payout, and is still there. */
const KEPT = 'SUCCESS';
const UNDECIDED = new Set(['PENDING', 'UNCLAIMED', 'ONHOLD']);

/** I3, I9 and I10: what can be said of the answers alone. @throws Violation */
export function expectAnswers(run: Run, events: Event[], step: Step): void {
  const isDisturbed = step.database.length + step.paypal.length > 0;
  for (const { act, outcome, affiliateId } of events) {
    const isRace = step.operations.length > 1;
    if (outcome.kind === 'unknown' && !isDisturbed)
      throw new Violation(`A ${act.kind} ended in ${outcome.status} without a fault.`);
    if (outcome.kind === 'refused' && outcome.code === 'try_again' && !isDisturbed && !isRace) {
      throw new Violation(`A ${act.kind} was told to try again, and nothing was in its way.`);
    }
    if (outcome.kind !== 'done' || !outcome.answer) continue;
    expectPrivate(run, affiliateId, outcome.answer.text);
    if (act.kind === 'request' && act.key !== undefined) expectFirstAnswer(run, act.key, outcome.answer.text);
  }
  const webhooks = run.workers.takeAnswers().filter(({ status }) => status !== 200 && status !== 503);
  if (webhooks.length > 0 && !isDisturbed)
    throw new Violation(`A webhook was answered ${webhooks[0]?.status} without a fault.`);
}

function expectFirstAnswer({ firstAnswers }: Run, key: string, text: string): void {
  const first = firstAnswers.get(key);
  if (first !== undefined && first !== text)
    throw new Violation(`${key} was answered ${first}, and then ${text}`);
  firstAnswers.set(key, text);
}

/** Nobody is told of anybody else. */
function expectPrivate({ people }: Run, affiliateId: string, text: string): void {
  const other = people.find(({ affiliate_id, user_id }) => {
    const isOwn = affiliate_id === affiliateId;
    return !isOwn && (text.includes(`"${affiliate_id}"`) || text.includes(`"${user_id}"`));
  });
  if (other) throw new Violation(`${affiliateId} was told of ${other.affiliate_id}: ${text}`);
}

/** Money goes out once, and only for payouts that have not given it back. @throws Violation */
export async function expectLedger({ system, accounts }: Run): Promise<void> {
  const statuses = new Map(Array.from(accounts.values()).flatMap(({ payouts }) => Array.from(payouts)));
  const kept = system.simulator.payments().filter(({ status }) => status === KEPT);
  const paid = new Set<string>();
  for (const { sender_item_id = '' } of kept) {
    if (paid.has(sender_item_id)) throw new Violation(`PayPal has paid ${sender_item_id} twice.`);
    paid.add(sender_item_id);
    const status = statuses.get(sender_item_id)?.status;
    if (status !== 'processing' && status !== 'completed') {
      throw new Violation(`PayPal has paid ${sender_item_id}, which is ${status}.`);
    }
  }
}

/** Everything that must hold once nothing is under way any more. @throws Violation */
export async function expectEnd(run: Run): Promise<void> {
  if (!run.workers.isIdle()) throw new Violation('Something still waits for another try.');
  expectSettled(run);
  expectMailed(run);
  await expectReconciled(run);
  for (const { affiliate_id, user_id } of run.people) await expectListed(run, affiliate_id, user_id);
  const [violation] = run.system.database.violations();
  if (violation) throw new Violation(violation);
}

/** Each payout on PayPal's rail is where PayPal says that it is. */
function expectSettled({ system, accounts }: Run): void {
  const payouts = new Map(Array.from(accounts.values()).flatMap((account) => Array.from(account.payouts)));
  // A batch that was denied has freed its id: the last one counts.
  const items = new Map(
    system.simulator
      .batches()
      .flatMap((batch) => batch.items ?? [])
      .map((item) => [item.payout_item.sender_item_id ?? '', item.transaction_status]),
  );
  for (const [id, item] of items) {
    const expected = item === KEPT ? 'completed' : UNDECIDED.has(item) ? 'processing' : 'failed';
    const status = payouts.get(id)?.status;
    if (status !== expected) throw new Violation(`PayPal says ${item} of ${id}, which is ${status}.`);
  }
}

/** I8, as an operator would look at it. */
async function expectReconciled({ system }: Run): Promise<void> {
  await system.reconcile({}, contextOf({ remainingMs: 900_000 })).catch((error: Error) => {
    throw new Violation(error.message);
  });
}

/** Who was told that a payout is completed has one that was. */
function expectMailed({ system, accounts }: Run): void {
  const receivers = new Map(
    Array.from(accounts.values())
      .flatMap(({ payouts }) => Array.from(payouts.values()))
      .map((payout) => [payout.receiver, payout]),
  );
  for (const { to, subject } of system.mails) {
    const payout = receivers.get(to);
    if (payout && subject.endsWith(' is paid') && !['completed', 'failed'].includes(payout.status)) {
      throw new Violation(`${to} was told "${subject}", and the payout is ${payout.status}.`);
    }
  }
}

/** I4: the lists show each payout once, with what was asked for, whole and by each status. */
async function expectListed({ system, accounts }: Run, affiliateId: string, userId: string): Promise<void> {
  const account = accounts.get(affiliateId);
  const shown = Array.from(
    account?.payouts ?? [],
    ([id, { amount, receiver, status }]) => `${id} ${amount} ${receiver} ${status}`,
  );
  const statuses = [
    undefined,
    ...new Set(Array.from(account?.payouts.values() ?? [], ({ status }) => status)),
  ];
  for (const status of statuses) {
    const expected = status === undefined ? shown : shown.filter((line) => line.endsWith(` ${status}`));
    const listed = await walk(system.handlers.list, userId, status);
    if (JSON.stringify(listed.toSorted()) !== JSON.stringify(expected.toSorted())) {
      throw new Violation(
        `${affiliateId} has ${expected.length} payouts (${status ?? 'all'}), and the list shows ${listed.length}.`,
      );
    }
  }
}

async function walk(
  list: Run['system']['handlers']['list'],
  as: string,
  status: string | undefined,
): Promise<string[]> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '37', ...(status && { status }), ...(cursor !== undefined && { cursor }) };
    const { json } = await call(list, { as, query });
    for (const { payout_id, amount, payment_email, status } of json.data.payouts) {
      lines.push(`${payout_id} ${amount} ${payment_email} ${status}`);
    }
    cursor = json.data.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return lines;
}
