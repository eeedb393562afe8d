import { historyOf, type Payout } from '../../payouts/payout.ts';
import { type Changes, changesOf, entryOf, isTaken, type Step } from '../../payouts/steps.ts';
import { requireTransition, type Transition } from '../../payouts/transitions.ts';
import { openBalanceRow } from '../balances/open-balance.ts';
import { sumPayouts } from '../balances/read-balance.ts';
import type { Store } from '../engine/client.ts';
import { COUNTERS_COVER_IT, NEVER_POSTED, POSTED_NO_MORE, STATUS_IS_STILL } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { type Reason, transact, type Writes } from '../engine/transaction.ts';

/**
 * Takes a step in a payout's life and moves the counters with it, in one transaction that holds only while the payout
 * still has the status that the step leads from, and nothing more was posted to its provider: of two that race, one
 * wins, and the other is judged again. `requirePermission` throws where the payout, as it is now, does not allow the step.
 * @returns the payout after the step
 * @throws invalid_transition with the status that the payout has now; try_again
 */
export async function takeStep(
  store: Store,
  payout: Payout,
  step: Step,
  requirePermission: (payout: Payout) => void = () => {},
): Promise<Payout> {
  let current = payout;
  return untilSettled(store, async () => {
    if (isTaken(current, step)) return current;
    const transition = requireTransition(current.status, step.action, step.role);
    requirePermission(current);
    const reasons = await transact(store, writes(store, current, step, transition));
    if (!reasons) return afterStep(current, step, transition);
    const [onRecord, row] = reasons;
    if (onRecord?.item) current = onRecord.item as Payout;
    else if (row?.conditionFailed) await openRow(store, row, current);
    return AGAIN;
  });
}

function afterStep(payout: Payout, step: Step, transition: Transition): Payout {
  const history = [...historyOf(payout), entryOf(step, transition)];
  return { ...payout, ...changesOf(payout, step, transition), history };
}

/** The payout of the old service may be the first of its affiliate that this one touches. */
async function openRow(store: Store, row: Reason, { affiliate_id, payout_id }: Payout): Promise<void> {
  if (row.item) throw new Error(`The counters of ${affiliate_id} do not cover payout ${payout_id}.`);
  await openBalanceRow(store, affiliate_id, await sumPayouts(store, affiliate_id));
}

function writes({ tables }: Store, payout: Payout, step: Step, transition: Transition): Writes {
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD' as const;
  const payoutWrite = {
    Update: {
      TableName: tables.payouts,
      Key: { payout_id: payout.payout_id },
      ...payoutUpdate(payout, step, transition),
      ConditionExpression: `${STATUS_IS_STILL} AND ${payout.provider ? POSTED_NO_MORE : NEVER_POSTED}`,
      ReturnValuesOnConditionCheckFailure,
    },
  };
  const { committed, paid } = transition;
  const amount = Number(payout.amount);
  if (committed === 0 && paid === 0) return [payoutWrite];
  const balanceWrite = {
    Update: {
      TableName: tables.balances,
      Key: { affiliate_id: payout.affiliate_id },
      UpdateExpression:
        'SET committed = committed + :committed, paid = paid + :paid, held = held - :released',
      ConditionExpression: COUNTERS_COVER_IT,
      ExpressionAttributeValues: {
        ':committed': committed * amount,
        ':paid': paid * amount,
        // What was paid is held no more: when it comes back, it comes out of what was paid.
        ':released': paid < 0 ? 0 : amount,
        ':returned': paid < 0 ? amount : 0,
      },
      ReturnValuesOnConditionCheckFailure,
    },
  };
  return [payoutWrite, balanceWrite];
}

/** Sets what the step changes, appends to the history, and takes the payout out of the schedule, in which it may not be. */
function payoutUpdate(payout: Payout, step: Step, transition: Transition) {
  const changes: Changes = changesOf(payout, step, transition);
  const names = Object.keys(changes);
  const sets = names.map((name) => `#${name} = :${name}`);
  const append = 'history = list_append(if_not_exists(history, :history), :entry)';
  return {
    UpdateExpression: `SET ${[...sets, append].join(', ')} REMOVE schedule`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(changes).map(([name, value]) => [`:${name}`, value])),
      ':from': payout.status,
      ...(payout.provider && { ':attempts': payout.provider.attempts }),
      ':history': historyOf(payout),
      ':entry': [entryOf(step, transition)],
    },
  };
}
