import type { Run } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Notice } from '../ui/parts.tsx';
import { sumOf } from '../ui/sum.ts';
import { WORDS } from '../words/en.ts';
import { meaningOf, nameOfWarning } from './warnings.tsx';

/** Each warning of a run once, with how many payouts it is about, how much money, and what it means. */
export function RunWarnings({ run: { warnings, payouts } }: { run: Run }) {
  const codes = [...new Set(warnings.flatMap((each) => each.warnings))];
  if (codes.length === 0) return null;
  const amounts = new Map(payouts.map(({ payout_id, amount }) => [payout_id, { amount }]));
  return (
    <Notice tone="warn">
      <ul class="stack reasons">
        {codes.map((code) => {
          const those = warnings.filter((each) => each.warnings.includes(code));
          const money = sumOf(those.map(({ payout_id }) => amounts.get(payout_id) ?? { amount: null }));
          return (
            <li key={code}>
              <strong>{nameOfWarning(code)}</strong> ({WORDS.payouts(those.length)}, {dollars(money)}).{' '}
              {meaningOf(code)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
