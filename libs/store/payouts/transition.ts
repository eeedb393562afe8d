import { type Payout, requirePayout, requireReadable } from '../../payouts/payout.ts';
import {
  afterStep,
  changesOf,
  entriesOf,
  isTaken,
  requireTransition,
  type Step,
  type Transition,
} from '../../payouts/transitions.ts';
import { toBalanceRow } from '../balances/balance-row.ts';
import { openBalanceRow } from '../balances/open-balance.ts';
import { assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import {
  COUNTERS_COVER_IT,
  HISTORY_IS_FOREIGN,
  HISTORY_IS_NEW,
  HISTORY_IS_STILL,
  NEVER_POSTED,
  POSTED_NO_MORE,
  stillAre,
} from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { type Reason, transact, type Write } from '../engine/transaction.ts';
import { adoptPayout } from './adopt.ts';
import { filing, updateOf } from './filing.ts';
import { onOneRail } from './joining-run.ts';
import { countedBy } from './marking.ts';
import { toRecordedPayout } from './record.ts';

/**
 * Judges the payout as it is now: throws if it does not allow the step, and may return conditions on other
 * items that must hold when the step is taken. It is asked again if one of them does not.
 */
export type Permit = (payout: Payout) => Promise<Write[]> | Write[] | undefined;

/**
 * Takes a step in a payout's life and moves the counters with it, in one transaction that holds only while
 * the payout is counted as what the step leads from, took no other step, and nothing more was posted to its
 * provider: of two that race, one wins, and the other is judged again. A payout that the balance row does not
 * count is counted first.
 * @returns the payout after the step
 * @throws invalid_transition with the status that the payout has now; payout_not_found, records_unreadable,
 * try_again
 */
export async function takeStep(
  store: Store,
  payout: Payout,
  step: Step,
  permit: Permit = () => [],
): Promise<Payout> {
  let current = payout;
  return untilSettled(store, async () => {
    current = (await adoptPayout(store, current, step.at)).payout;
    if (isTaken(current, step)) return current;
    const transition = requireTransition(current.status, step.action, step.role);
    const conditions = (await permit(current)) ?? [];
    const own = writes(store, current, step, transition);
    const reasons = await transact(store, [...own, ...conditions]);
    if (!reasons) return afterStep(current, step, transition);
    const [onRecord, row] = reasons;
    if (onRecord?.conditionFailed) {
      current = requireReadable(requirePayout(onRecord.item && toRecordedPayout(onRecord.item)));
    } else if (own.length > 1 && row?.conditionFailed) {
      await openRow(store, row, current);
    }
    return AGAIN;
  });
}

/** The payout may be the first of its affiliate that this service touches. */
async function openRow(store: Store, row: Reason, { affiliate_id, payout_id }: Payout): Promise<void> {
  if (row.item && toBalanceRow(row.item))
    throw new Error(`The counters of ${affiliate_id} do not cover payout ${payout_id}.`);
  await openBalanceRow(store, affiliate_id);
}

function writes({ tables }: Store, payout: Payout, step: Step, transition: Transition): Write[] {
  const payoutWrite = {
    Update: {
      TableName: tables.payouts,
      Key: { payout_id: payout.payout_id },
      ...payoutUpdate(payout, step, transition),
    },
  };
  const { committed, paid } = transition;
  const { amount } = payout;
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
        // What was paid is no longer held: when it comes back, it comes out of what was paid.
        ':released': paid < 0 ? 0 : amount,
        ':returned': paid < 0 ? amount : 0,
      },
    },
  };
  return [payoutWrite, balanceWrite];
}

/**
 * Sets what the step changes, adds to the history, and takes the payout out of the schedule, in which it may
 * not be.
 */
function payoutUpdate(payout: Payout, step: Step, transition: Transition) {
  const { provider } = payout;
  const { sets, names, values } = assign(changesOf(payout, step, transition));
  const keys = filing(payout, afterStep(payout, step, transition));
  const still = stillAre(countedBy(payout));
  const history = historyUpdate(payout, step, transition);
  const rail = onOneRail(payout, step);
  return {
    UpdateExpression: updateOf([...sets, ...keys.sets, history.set], ['schedule', ...keys.removes]),
    ConditionExpression: [
      ...still.conditions,
      provider ? POSTED_NO_MORE : NEVER_POSTED,
      ...history.conditions,
      ...rail.conditions,
    ].join(' AND '),
    ExpressionAttributeNames: { ...names, ...keys.names, ...still.names, ...rail.names },
    ExpressionAttributeValues: {
      ...values,
      ...keys.values,
      ...still.values,
      ...rail.values,
      ...history.values,
      ...(provider && { ':attempts': provider.attempts }),
    },
  };
}

/**
 * What another service left under that name is no history of ours, and is replaced by what the record tells.
 */
function historyUpdate(payout: Payout, step: Step, transition: Transition) {
  const { history, is_foreign, raw_history } = payout;
  const entries = entriesOf(payout, step, transition);
  if (is_foreign) {
    const hasOther = raw_history !== undefined;
    return {
      set: 'history = :history',
      values: {
        ':history': [...history, ...entries],
        ...(hasOther && { ':was_history': raw_history }),
      },
      conditions: [hasOther ? HISTORY_IS_FOREIGN : HISTORY_IS_NEW],
    };
  }
  return {
    set: 'history = list_append(history, :added)',
    values: { ':added': entries, ':entries': history.length },
    conditions: [HISTORY_IS_STILL],
  };
}
