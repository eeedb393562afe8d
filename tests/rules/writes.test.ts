import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../libs/store/engine/client.ts';
import { transact } from '../../libs/store/engine/transaction.ts';
import { writeIfHolds } from '../../libs/store/engine/write-if-holds.ts';
import { leaveOut } from '../../libs/store/payouts/leave-out.ts';
import { cancelled, lost } from '../../testing/client.ts';

/*
 * The embedded database never cancels for anything but a condition, so these stand in for it: a transaction
 * is answered by an error, or committed.
 */

const COMMITTED = undefined;

type Answer = Error | typeof COMMITTED;

/** A store whose transactions are answered like this, one after the other, and what they were sent. */
function answering(...answers: Answer[]) {
  const sent: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    sent.push(input);
    const answer = answers.shift();
    if (answer) throw answer;
    return {};
  };
  return { store: { writer: { send }, remainingMs: () => Number.POSITIVE_INFINITY } as never, sent };
}

/** The error of AWS for these reasons, or for none that it tells. */
const cancelledFor = (CancellationReasons?: CancellationReason[]) =>
  new TransactionCanceledException({ message: 'cancelled', CancellationReasons, $metadata: {} });

const reasonsFor = (answer: Answer) => transact(answering(answer).store, []);

const Delete = { TableName: 'payouts', Key: { payout_id: 'p' } };

// No test has to wait for its turn.
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));

describe('a transaction', () => {
  it('is sent in its order, and asks what stood where a condition fails', async () => {
    const { store, sent } = answering(COMMITTED);
    const check = { TableName: 'affiliates', Key: { id: 'a' }, ConditionExpression: 'attribute_exists(id)' };
    expect(await transact(store, [{ Delete }, { ConditionCheck: check }])).toBeUndefined();
    const ReturnValuesOnConditionCheckFailure = 'ALL_OLD';
    expect(sent).toStrictEqual([
      {
        TransactItems: [
          { Delete: { ...Delete, ReturnValuesOnConditionCheckFailure } },
          { ConditionCheck: { ...check, ReturnValuesOnConditionCheckFailure } },
        ],
      },
    ]);
  });

  it.each([
    ['no answer', lost()],
    ['a refusal', Object.assign(new Error('no'), { name: 'ValidationException' })],
  ])('throws what is no cancellation: %s', (_, error) => expect(reasonsFor(error)).rejects.toBe(error));
});

describe('a transaction that was cancelled', () => {
  const NONE = { conditionFailed: false, isHidden: false };
  const FAILED = { conditionFailed: true, isHidden: false };
  const HIDDEN = { conditionFailed: false, isHidden: true };

  it.each([
    ['ConditionalCheckFailed', FAILED],
    ['TransactionConflict', HIDDEN],
    ['ThrottlingError', HIDDEN],
    ['ProvisionedThroughputExceeded', HIDDEN],
  ])('says so of each item: %s', async (code, reason) =>
    expect(await reasonsFor(cancelled('None', code, 'None'))).toStrictEqual([NONE, reason, NONE]),
  );

  it.each(['ValidationError', 'ItemCollectionSizeLimitExceeded', 'SomethingNew'])(
    'is a fault of ours: %s',
    (code) => expect(reasonsFor(cancelled('None', code))).rejects.toThrow('Transaction cancelled'),
  );

  it('shows what stood there, however large its numbers are', async () => {
    const Item = { payout_id: { S: 'p' }, amount: { N: '100000000000000000000' } };
    const answer = cancelledFor([{}, { Code: 'ConditionalCheckFailed', Item }]);
    expect(await reasonsFor(answer)).toStrictEqual([
      NONE,
      { ...FAILED, item: { payout_id: 'p', amount: 100_000_000_000_000_000_000 } },
    ]);
  });

  it('has no reasons if it is told none', async () =>
    expect(await reasonsFor(cancelledFor())).toStrictEqual([]));
});

describe('a write that is left out if its condition does not hold', () => {
  const FAILED = cancelled('ConditionalCheckFailed');

  it.each<[string, Answer[], boolean]>([
    ['is made', [COMMITTED], true],
    ['is left out', [FAILED], false],
    ['is made once the row is free', [cancelled('TransactionConflict'), COMMITTED], true],
    ['is left out if that is seen once the row is free', [cancelled('ThrottlingError'), FAILED], false],
    ['is made after it was cancelled without a reason', [cancelledFor(), COMMITTED], true],
    ['is made after a lost answer', [lost(), COMMITTED], true],
  ])('%s', async (_, answers, expected) => {
    const { store, sent } = answering(...answers);
    expect(await writeIfHolds(store, { Delete })).toBe(expected);
    expect(sent.at(-1)).toMatchObject({ TransactItems: [{ Delete }] });
  });

  it('has not been made if it is cancelled without a reason each time', async () => {
    const { store } = answering(...Array.from({ length: 8 }, () => cancelledFor()));
    await expect(writeIfHolds(store, { Delete })).rejects.toMatchObject({ code: 'try_again' });
  });
});

it('a payout that is busy is not left out of a run that has started it', async () => {
  const started = cancelledFor([{ Code: 'ConditionalCheckFailed', Item: { payout_id: { S: 'p' } } }]);
  const { store } = answering(cancelled('TransactionConflict'), started);
  const here = { ...(store as Store), tables: { payouts: 'payouts' } } as Store;
  expect(await leaveOut(here, 'p', 'run')).toBe(false);
});
