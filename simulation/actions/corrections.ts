import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ModelPayout } from '../model/account.ts';
import type { Choice } from '../operations.ts';
import type { Run } from '../run.ts';

/** What an operator knows of a payout that a restored table does not have. */
export interface Known {
  affiliateId: string;
  payoutId: string;
  payout: Pick<ModelPayout, 'amount' | 'receiver' | 'isPaypal'>;
}

/** Writes a payout into the table that does not have it any more, as another service would. */
export function recording(run: Run, known: Known, status: 'pending' | 'completed'): Choice {
  const { affiliateId, payoutId } = known;
  const { amount, receiver, isPaypal } = known.payout;
  const { store, clock } = run.system;
  const at = new Date(clock.ms).toISOString();
  const isEnd = status === 'completed';
  const transactionId = `R-${payoutId}`;
  const Item = {
    payout_id: payoutId,
    affiliate_id: affiliateId,
    amount,
    payment_method: isPaypal ? 'paypal' : 'zelle',
    payment_email: receiver,
    status,
    requested_at: at,
    ...(isEnd && { processed_at: at, transaction_id: transactionId }),
  };
  const payout: ModelPayout = {
    amount,
    receiver,
    isPaypal,
    status,
    isReadable: true,
    isListed: true,
    hasEndTime: isEnd,
    isMovedByOthers: true,
    onRail: false,
    ...(isEnd && { transactionId }),
  };
  return {
    affiliateId,
    act: { kind: 'old-request', payoutId, payout, isWritten: true },
    perform: () =>
      store.db.send(new PutCommand({ TableName: store.tables.payouts, Item })).then(() => undefined),
  };
}

/** Gives a payout the time of its request, which another service left out. */
export function dating(run: Run, { affiliateId, payoutId }: Omit<Known, 'payout'>): Choice {
  const { store, clock } = run.system;
  const update = new UpdateCommand({
    TableName: store.tables.payouts,
    Key: { payout_id: payoutId },
    UpdateExpression: 'SET requested_at = :at',
    ExpressionAttributeValues: { ':at': new Date(clock.ms).toISOString() },
  });
  return {
    affiliateId,
    act: { kind: 'date', payoutId },
    perform: () => store.db.send(update).then(() => undefined),
  };
}

/** Sets a payout to what became of it by hand, or has it ready to be started. */
export function correcting(
  run: Run,
  { affiliateId, payoutId }: Omit<Known, 'payout'>,
  to: 'completed' | 'failed' | 'pending',
): Choice {
  const { store, clock } = run.system;
  const transactionId = `R-${payoutId}`;
  const isEnd = to !== 'pending';
  const isPaid = to === 'completed';
  const sets = [
    ...(isEnd ? ['processed_at = :at'] : []),
    ...(isPaid ? ['transaction_id = :transaction'] : []),
  ];
  const update = new UpdateCommand({
    TableName: store.tables.payouts,
    Key: { payout_id: payoutId },
    UpdateExpression: `SET ${['#status = :status', ...sets].join(', ')}`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':status': to,
      ...(isEnd && { ':at': new Date(clock.ms).toISOString() }),
      ...(isPaid && { ':transaction': transactionId }),
    },
  });
  return {
    affiliateId,
    act: { kind: 'correct', payoutId, to, transactionId },
    perform: () => store.db.send(update).then(() => undefined),
  };
}
