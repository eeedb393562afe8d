import { call, type TestAnswer } from '../testing/call.ts';
import { bankDelivery } from './bank.ts';
import type { Act, Choice, Move, Touch } from './operations.ts';
import type { Run } from './run.ts';

/** Makes the choices of what is done to one payout; undefined where there is none. */
export function touching(run: Run, { kind, pick }: { kind: Touch; pick: number }): Choice | undefined {
  const payouts = run.lately();
  const found = payouts[pick % payouts.length];
  if (!found) return undefined;
  const { affiliateId, payoutId, userId } = found;
  // Now and then it is somebody else's.
  const stranger = pick % 4 === 0 ? strangerTo(run, affiliateId) : undefined;
  const toDo = (act: Act, perform: Choice['perform']) => ({ affiliateId, act, perform });
  const { bank, get } = run.system.handlers;
  switch (kind) {
    case 'look': {
      const isByStranger = stranger !== undefined;
      const params = { payout_id: payoutId };
      return toDo({ kind, payoutId, isByStranger }, () => call(get, { as: stranger ?? userId, params }));
    }
    case 'bank': {
      const paid = pick % 3 > 0 && { transactionId: `B-${payoutId}` };
      const act = { kind, payoutId, ...paid };
      return toDo(act, () => call(bank, bankDelivery(payoutId, act.transactionId)));
    }
    default: {
      const transactionId = `T-${payoutId}-${pick % 2}`;
      const isByStranger = kind === 'cancel' && stranger !== undefined;
      const act = { kind, payoutId, transactionId, isByStranger };
      return toDo(act, () => move(run, act, stranger ?? userId));
    }
  }
}

/** An affiliate cancels, an admin does everything else. */
function move(
  { system }: Run,
  { kind: action, payoutId, transactionId }: Act & { kind: Move },
  as: string,
): Promise<TestAnswer> {
  const { cancel, process } = system.handlers;
  const request = { method: 'POST', params: { payout_id: payoutId } };
  if (action === 'cancel') return call(cancel, { ...request, as });
  const facts = { start: {}, complete: { transaction_id: transactionId }, fail: { reason: 'no' } }[action];
  return call(process, { ...request, as: 'user-admin', admin: true, body: { action, ...facts } });
}

function strangerTo({ people }: Run, affiliateId: string): string | undefined {
  return people.find(({ affiliate_id }) => affiliate_id !== affiliateId)?.user_id;
}
