import { useEffect, useRef } from 'preact/hooks';
import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Day, Status, Typed, When } from '../ui/parts.tsx';
import { methodOf } from '../ui/payout-list.tsx';
import { addressOf } from '../ui/route.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { useSelection } from './selection.tsx';
import { useMedia } from './use-media.ts';
import { WarningBadges } from './warnings.tsx';

interface PayoutTableProps {
  payouts: AdminPayout[];
  /** Whether all are of one affiliate, who is named elsewhere. */
  isOfOne: boolean;
}

/** Payouts that can be chosen: a table where there is room for one, and cards on a phone. */
export function PayoutTable({ payouts, isOfOne }: PayoutTableProps) {
  const isWide = useMedia('(min-width: 48rem)');
  const { renew } = useSelection();
  // What was chosen may have moved on since.
  useEffect(() => renew(payouts), [payouts.map(({ payout_id, status }) => payout_id + status).join()]);
  const List = isWide ? Table : Cards;
  return <List payouts={payouts} isOfOne={isOfOne} />;
}

function Table({ payouts, isOfOne }: PayoutTableProps) {
  const { columns } = ADMIN_WORDS;
  return (
    <table class="table payouts">
      <caption class="hidden-to-eyes">{columns.name}</caption>
      <thead>
        <tr>
          <th scope="col">
            <SelectAll payouts={payouts} />
          </th>
          <th scope="col" class="end">
            {columns.amount}
          </th>
          <th scope="col">{columns.status}</th>
          {!isOfOne && <th scope="col">{columns.affiliate}</th>}
          <th scope="col">{columns.to}</th>
          <th scope="col">{columns.requested}</th>
        </tr>
      </thead>
      <tbody>
        {payouts.map((payout) => (
          <tr key={payout.payout_id}>
            <td>
              <SelectOne payout={payout} />
            </td>
            <th scope="row" class="end">
              <AmountLink payout={payout} />
            </th>
            <td>
              <span class="row">
                <Status of={payout.status} />
                <PayoutWarnings payout={payout} />
              </span>
            </td>
            {!isOfOne && (
              <td>
                <AffiliateLink id={payout.affiliate_id} />
              </td>
            )}
            <td>
              {methodOf(payout)}
              <br />
              <span class="small quiet">
                <Typed>{payout.payment_email ?? '–'}</Typed>
              </span>
            </td>
            <td class="small quiet day">
              <Day at={payout.requested_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards({ payouts, isOfOne }: PayoutTableProps) {
  return (
    <>
      <SelectAll payouts={payouts} isNamed />
      <ul class="cards" aria-label={ADMIN_WORDS.columns.name}>
        {payouts.map((payout) => (
          <li key={payout.payout_id} class="payout-card">
            <SelectOne payout={payout} />
            <div class="stack">
              <div class="heading">
                <AmountLink payout={payout} />
                <Status of={payout.status} />
              </div>
              <span class="row">
                <PayoutWarnings payout={payout} />
              </span>
              {!isOfOne && (
                <span class="small">
                  <AffiliateLink id={payout.affiliate_id} />
                </span>
              )}
              <span class="small quiet">
                {methodOf(payout)} · <Typed>{payout.payment_email ?? '–'}</Typed>
              </span>
              <span class="small quiet">
                <When at={payout.requested_at} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A link to the page of an affiliate. */
export function AffiliateLink({ id }: { id: string }) {
  return (
    <a href={addressOf(['affiliates', id])}>
      <Typed>{id}</Typed>
    </a>
  );
}

function AmountLink({ payout: { payout_id, amount } }: { payout: AdminPayout }) {
  return (
    <a class="amount" href={addressOf(['payouts', payout_id])}>
      {dollars(amount)}
    </a>
  );
}

/** An unknown status is a warning too, and is said by the status. */
function PayoutWarnings({ payout: { warnings } }: { payout: AdminPayout }) {
  return <WarningBadges codes={warnings.filter((code) => code !== 'unknown_status')} />;
}

function SelectOne({ payout }: { payout: AdminPayout }) {
  const { has, add, remove } = useSelection();
  return (
    <label class="choose">
      <input
        type="checkbox"
        aria-label={ADMIN_WORDS.select.one(dollars(payout.amount), payout.affiliate_id)}
        checked={has(payout)}
        onChange={({ currentTarget }) => (currentTarget.checked ? add : remove)([payout])}
      />
    </label>
  );
}

function SelectAll({ payouts, isNamed = false }: { payouts: AdminPayout[]; isNamed?: boolean }) {
  const { has, add, remove } = useSelection();
  const input = useRef<HTMLInputElement>(null);
  const name = ADMIN_WORDS.select.allShown(payouts.length);
  const count = payouts.filter(has).length;
  const isAll = count > 0 && count === payouts.length;
  useEffect(() => {
    if (input.current) input.current.indeterminate = count > 0 && !isAll;
  });
  return (
    <label class={isNamed ? 'row choose-all' : 'choose'}>
      <input
        ref={input}
        type="checkbox"
        aria-label={name}
        checked={isAll}
        onChange={() => (isAll ? remove : add)(payouts)}
      />
      {isNamed && name}
    </label>
  );
}
