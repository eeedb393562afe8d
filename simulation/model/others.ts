import type { Act } from '../operations.ts';
import { type Account, type ModelPayout, withPayout } from './account.ts';

/** What another service's writes leave behind. They touch no counter and no mark, and always succeed. */
export function afterOthers(account: Account, act: Act): Account[] {
  switch (act.kind) {
    case 'earn':
      return [account.standing === 'missing' ? account : { ...account, earned: act.earned }];
    case 'toggle':
      return [account.standing === 'missing' ? account : { ...account, standing: act.standing }];
    case 'remove':
      return [{ ...account, standing: 'missing' }];
    case 'restore':
      return [{ ...account, standing: act.standing, earned: act.earned }];
    case 'old-request':
      return [act.isWritten ? withPayout(account, act.payoutId, act.payout) : account];
    case 'old-status':
      return afterOldStatus(account, act);
    case 'correct':
      return changed(account, act.payoutId, afterCorrection(act));
    case 'date':
      return changed(account, act.payoutId, { isListed: true });
    case 'mend':
      return changed(account, act.payoutId, { isReadable: true });
    default:
      return [];
  }
}

/** The old function for admins looks away from what PayPal carries. */
function afterOldStatus(
  account: Account,
  { payoutId, to, transactionId }: Act & { kind: 'old-status' },
): Account[] {
  const payout = account.payouts.get(payoutId);
  if (!payout || payout.onRail) return [account];
  const isEnd = to === 'completed' || to === 'failed';
  return changed(account, payoutId, {
    status: to,
    isMovedByOthers: true,
    ...(isEnd && { hasEndTime: true }),
    ...(to === 'completed' && { transactionId }),
  });
}

/** An operator corrects a status, even of a payout that PayPal carries. */
function afterCorrection({ to, transactionId }: Act & { kind: 'correct' }): Partial<ModelPayout> {
  return {
    status: to,
    isMovedByOthers: true,
    ...(to !== 'pending' && { hasEndTime: true }),
    ...(to === 'completed' && { transactionId }),
  };
}

function changed(account: Account, id: string, changes: Partial<ModelPayout>): Account[] {
  const payout = account.payouts.get(id);
  return payout ? [withPayout(account, id, { ...payout, ...changes })] : [];
}
