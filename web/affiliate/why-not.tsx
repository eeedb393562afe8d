import type { Eligibility } from '../../client/index.ts';
import { dollars, minute } from '../ui/format.ts';
import { Notice } from '../ui/parts.tsx';
import { WORDS } from '../words/en.ts';

/** Every reason why nothing can be requested, what can be done about it, and from when there is more. */
export function WhyNot({ eligibility: { eligible, reasons, next } }: { eligibility: Eligibility }) {
  const { why } = WORDS;
  const inWords: Record<string, string> = why.reasons;
  const later = next && why.next(minute(next.at), dollars(next.amount));
  if (eligible) return null;
  return (
    <Notice tone="warn">
      <h2>{why.title}</h2>
      <ul class="stack reasons">
        {reasons.map(({ code, message, remedy, who, clears_at }) => (
          <li key={code}>
            {inWords[code] ?? `${message} ${remedy}`} {who !== 'affiliate' && why.who[who]}{' '}
            {clears_at && why.clears(minute(clears_at))}
          </li>
        ))}
      </ul>
      {later && <p>{later}</p>}
    </Notice>
  );
}
