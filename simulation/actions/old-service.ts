import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ModelPayout } from '../model/account.ts';
import { oldJudgement, oldPut, oldSetStatus } from '../old-functions.ts';
import type { Choice, OldRequest, OldStatus, Spelling } from '../operations.ts';
import type { Run } from '../run.ts';

/**
 * The two functions that this service replaces, as another program that still runs: they write past our
 * code, and past the faults of the run. One sums the payouts from the index, checks, and puts a payout; the
 * other sets a status.
 */
export function puttingOld(run: Run, operation: OldRequest): Choice {
  const { affiliate, amount, method, spelling, status, isDated } = operation;
  const affiliateId = run.people[affiliate]?.affiliate_id ?? '';
  const { earned = 0 } = run.accounts.get(affiliateId) ?? {};
  const payoutId = `written-${run.nextNumber()}`;
  const receiver = `paid+${payoutId}@example.com`;
  const isEnd = status === 'completed' || status === 'failed';
  const at = new Date(run.system.clock.ms).toISOString();
  const Item = {
    payout_id: payoutId,
    affiliate_id: affiliateId,
    amount: writtenAmount(amount, spelling),
    payment_method: spelling === 'untidy' ? method.toUpperCase() : method,
    payment_email: receiver,
    status: writtenStatus(status, spelling),
    ...(isDated && { requested_at: at }),
    ...(isEnd && { processed_at: at }),
  };
  const payout: ModelPayout = {
    amount,
    isReadable: spelling !== 'unreadable',
    receiver,
    status,
    isListed: isDated,
    hasEndTime: isEnd,
    isMovedByOthers: true,
    isPaypal: method === 'paypal',
    onRail: false,
  };
  const act = { kind: 'old-request' as const, payoutId, payout, isWritten: false };
  run.lastTouched = payoutId;
  return {
    affiliateId,
    act,
    async perform() {
      const { store } = run.system;
      act.isWritten = await oldJudgement(store, affiliateId, amount, earned);
      if (act.isWritten) await oldPut(store, Item);
      return undefined;
    },
  };
}

/** Sets the status of any payout that PayPal does not carry, and looks at nothing else. */
export function settingOld(run: Run, found: { affiliateId: string; payoutId: string }, pick: number): Choice {
  const { affiliateId, payoutId } = found;
  const to = (['pending', 'processing', 'completed', 'failed', 'failed'] as const)[pick % 5] as OldStatus;
  const spelling: Spelling = pick % 7 === 0 ? 'untidy' : 'tidy';
  const transactionId = `O-${payoutId}-${pick % 3}`;
  const isEnd = to === 'completed' || to === 'failed';
  const { store, clock } = run.system;
  const setting = {
    status: writtenStatus(to, spelling),
    ...(isEnd && { endedAt: new Date(clock.ms).toISOString() }),
    ...(to === 'completed' && { transactionId }),
  };
  const act = { kind: 'old-status' as const, payoutId, to, transactionId };
  return { affiliateId, act, perform: () => oldSetStatus(store, payoutId, setting).then(() => undefined) };
}

/** A person mends a record that could not be read; undefined if there is none. */
export function mending(run: Run, pick: number): Choice | undefined {
  const unreadable = Array.from(run.accounts).flatMap(([affiliateId, { payouts }]) =>
    Array.from(payouts)
      .filter(([, { isReadable }]) => !isReadable)
      .map(([payoutId, { amount }]) => ({ affiliateId, payoutId, amount })),
  );
  const found = unreadable[pick % unreadable.length];
  if (!found) return undefined;
  const { affiliateId, payoutId, amount } = found;
  const { db, tables } = run.system.store;
  const update = new UpdateCommand({
    TableName: tables.payouts,
    Key: { payout_id: payoutId },
    UpdateExpression: 'SET amount = :amount',
    ExpressionAttributeValues: { ':amount': amount },
  });
  return {
    affiliateId,
    act: { kind: 'mend', payoutId },
    perform: () => db.send(update).then(() => undefined),
  };
}

function writtenAmount(amount: number, spelling: Spelling): unknown {
  if (spelling === 'text') return String(amount);
  return spelling === 'unreadable' ? `$${(amount / 100).toFixed(2)}` : amount;
}

function writtenStatus(status: string, spelling: Spelling): string {
  return spelling === 'untidy' ? ` ${status[0]?.toUpperCase()}${status.slice(1)}` : status;
}
