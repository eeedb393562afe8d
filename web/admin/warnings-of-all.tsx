import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Notice } from '../ui/parts.tsx';
import { sumOf } from '../ui/sum.ts';
import { WORDS } from '../words/en.ts';
import { meaningOf, nameOfWarning } from './warnings.tsx';

interface WarningsOfAllProps {
  payouts: Pick<AdminPayout, 'amount' | 'warnings'>[];
  /** Whether to say how many payouts each warning is about, and how much money. */
  isCounted: boolean;
}

/** Each warning of some payouts once, with what it means. */
export function WarningsOfAll({ payouts, isCounted }: WarningsOfAllProps) {
  const codes = [...new Set(payouts.flatMap(({ warnings }) => warnings))];
  if (codes.length === 0) return null;
  return (
    <Notice tone="warn">
      <ul class="stack reasons">
        {codes.map((code) => {
          const those = payouts.filter(({ warnings }) => warnings.includes(code));
          return (
            <li key={code}>
              <strong>{nameOfWarning(code)}</strong>
              {isCounted && ` (${WORDS.payouts(those.length)}, ${dollars(sumOf(those))})`}. {meaningOf(code)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
