import type { Eligibility } from '../../client/index.ts';
import { dollars, minute } from '../ui/format.ts';
import { Notice } from '../ui/parts.tsx';
import { wordFor } from '../ui/word-for.ts';
import { WORDS } from '../words/en.ts';

/** Also without a destination on record: the request can name one. */
export function canRequest({ eligible, reasons }: Eligibility): boolean {
  return eligible || reasons.every(({ code }) => code === 'payment_details_missing');
}

/** Every reason why nothing can be requested, what can be done about it, and from when there is more. */
export function WhyNot({ eligibility }: { eligibility: Eligibility }) {
  const { eligible, reasons, next, minimum } = eligibility;
  const { why } = WORDS;
  if (eligible) return null;
  return (
    <Notice tone="warn">
      <h2>{canRequest(eligibility) ? why.detailsTitle : why.title}</h2>
      <ul class="stack reasons">
        {reasons.map(({ code, message, remedy, clears_at }) => (
          <li key={code}>
            {wordFor(why.reasons, code)?.(dollars(minimum)) ?? `${message} ${remedy}`}{' '}
            {/* What there is then is said below. */}
            {clears_at && clears_at !== next?.at && why.clears(minute(clears_at))}
          </li>
        ))}
      </ul>
      {next && <p>{why.next(minute(next.at), dollars(next.amount))}</p>}
    </Notice>
  );
}
