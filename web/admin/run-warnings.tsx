import type { Run } from '../../client/index.ts';
import { WarningsOfAll } from './warnings-of-all.tsx';

/** Each warning that a run was frozen with, once. */
export function RunWarnings({ run: { warnings, payouts } }: { run: Run }) {
  const amounts = new Map(payouts.map(({ payout_id, amount }) => [payout_id, amount]));
  const warned = warnings.map((each) => ({ ...each, amount: amounts.get(each.payout_id) ?? null }));
  return <WarningsOfAll payouts={warned} isCounted />;
}
