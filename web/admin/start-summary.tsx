import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Notice, Typed } from '../ui/parts.tsx';
import { methodOf } from '../ui/payout-list.tsx';
import { sumOf } from '../ui/sum.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { moneyOf } from './actions.ts';
import { meaningOf, nameOfWarning } from './warnings.tsx';

/** What will be started: the sums by method, the warnings in words, and each payout. */
export function StartSummary({ payouts }: { payouts: AdminPayout[] }) {
  const words = ADMIN_WORDS.dialog;
  const byMethod = Object.entries(Object.groupBy(payouts, methodOf));
  return (
    <>
      <dl class="facts" aria-label={words.byMethod}>
        {byMethod.map(([method, those = []]) => (
          <div key={method} class="fact">
            <dt>{method}</dt>
            <dd>{moneyOf(those)}</dd>
          </div>
        ))}
      </dl>
      <WarningsOfAll payouts={payouts} />
      <details class="small">
        <summary>{payouts.length === 1 ? WORDS.payout.details : words.each}</summary>
        <ul class="list small">
          {payouts.map((payout) => (
            <li key={payout.payout_id} class="each">
              <span class="amount">{dollars(payout.amount)}</span>
              <span class="any">
                <Typed>{payout.affiliate_id}</Typed> · {methodOf(payout)}{' '}
                <Typed>{payout.payment_email ?? '–'}</Typed>
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Each warning once, with how many it is about, how much money, and what it means. */
function WarningsOfAll({ payouts }: { payouts: AdminPayout[] }) {
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
              {payouts.length > 1 && ` (${WORDS.payouts(those.length)}, ${dollars(sumOf(those))})`}.{' '}
              {meaningOf(code)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
