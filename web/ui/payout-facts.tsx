import { type ComponentChildren, Fragment } from 'preact';
import type { Payout } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { dollars } from './format.ts';
import { Typed, When } from './parts.tsx';
import { methodOf } from './payout-list.tsx';

/** What is known of a payout, by name. What is not known yet is left out. */
export function PayoutFacts({
  payout,
  more = [],
}: {
  payout: Omit<Payout, 'attention'>;
  more?: [string, ComponentChildren][];
}) {
  const { facts } = WORDS;
  const typed = (text: string | null) => text && <Typed>{text}</Typed>;
  const time = (at: string | null) => at && <When at={at} />;
  const rows: [string, ComponentChildren][] = [
    [facts.amount, dollars(payout.amount)],
    [facts.method, methodOf(payout)],
    [facts.to, typed(payout.payment_email)],
    [facts.requested, time(payout.requested_at)],
    [facts.scheduledFor, time(payout.scheduled_for)],
    [facts.ended, time(payout.processed_at)],
    [facts.transaction, typed(payout.transaction_id)],
    [facts.note, typed(payout.notes)],
    ...more,
    [facts.id, typed(payout.payout_id)],
  ];
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
