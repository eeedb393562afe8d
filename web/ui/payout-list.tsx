import type { Payout } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { dollars } from './format.ts';
import { Day, Status, Typed } from './parts.tsx';
import { addressOf } from './route.ts';
import { wordFor } from './word-for.ts';

/** Payouts, one below the other, each a link to its page. */
export function PayoutList({ payouts }: { payouts: Payout[] }) {
  return (
    <ul class="list">
      {payouts.map((payout) => (
        <li key={payout.payout_id}>
          <a class="row-link" href={addressOf(['payouts', payout.payout_id])}>
            <span class="amount">{dollars(payout.amount)}</span>
            <span class="row">
              {payout.attention && <span class="badge warn">{WORDS.lists.needsYou}</span>}
              <Status of={payout.status} />
            </span>
            <span class="small quiet">
              {methodOf(payout)} {WORDS.lists.to} <Typed>{payout.payment_email ?? '–'}</Typed>
            </span>
            <span class="small quiet">
              <Day at={payout.requested_at} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** How a payout travels, in a person's words. */
export function methodOf({ payment_method }: Pick<Payout, 'payment_method'>): string {
  return nameOfMethod(payment_method ?? '');
}

/** The name of a method; one that is not known yet names itself. */
export function nameOfMethod(method: string): string {
  return wordFor(WORDS.methods, method) ?? (method || WORDS.methodUnknown);
}
