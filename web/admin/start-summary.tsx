import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Typed } from '../ui/parts.tsx';
import { methodOf } from '../ui/payout-list.tsx';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { moneyOf } from './actions.ts';
import { WarningsOfAll } from './warnings-of-all.tsx';

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
      <WarningsOfAll payouts={payouts} isCounted={payouts.length > 1} />
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
