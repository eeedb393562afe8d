import type { Affiliate, Balance } from '../../client/index.ts';
import { BalanceBar } from '../ui/balance-bar.tsx';
import { dollars } from '../ui/format.ts';
import { Notice, Typed, Unready } from '../ui/parts.tsx';
import { methodOf } from '../ui/payout-list.tsx';
import { useSession } from '../ui/session.tsx';
import { useLoad } from '../ui/use-load.ts';
import { LOCALE, WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { PayoutListOf } from './payouts.tsx';
import { Warnings } from './warnings.tsx';

/** One affiliate: the account, where the money is, and the payouts. */
export function AffiliatePage({ id }: { id: string }) {
  const { client } = useSession();
  const words = ADMIN_WORDS.affiliate;
  const loaded = useLoad((signal) => client.admin.affiliates.get(id, { signal }), [id]);
  const { data, reload } = loaded;
  return (
    <>
      {data ? <Account affiliate={data} /> : <Unready title={id} of={loaded} />}
      <section class="card" aria-labelledby="payouts">
        <h2 id="payouts">{words.payouts}</h2>
        <PayoutListOf filter={{ details: { affiliate_id: id } }} onChange={reload} />
      </section>
    </>
  );
}

function Account({ affiliate }: { affiliate: Affiliate }) {
  const words = ADMIN_WORDS.affiliate;
  const { affiliate_id, user_id, status, payment_email, payout_count, balance, warnings } = affiliate;
  return (
    <section class="card">
      <div class="heading">
        <h1 class="any">
          <Typed>{affiliate_id}</Typed>
        </h1>
        <span class={`badge any ${status === 'active' ? 'good' : 'warn'}`}>{status}</span>
      </div>
      <Warnings codes={warnings} />
      {balance ? (
        <>
          <BalanceBar balance={balance} />
          <Equation balance={balance} />
        </>
      ) : (
        <Notice tone="bad">
          <h2>{words.noBalance}</h2>
          <p>{words.noBalanceHow}</p>
        </Notice>
      )}
      <dl class="facts">
        <dt>{words.user}</dt>
        <dd>
          <Typed>{user_id}</Typed>
        </dd>
        <dt>{words.destination}</dt>
        <dd>
          {payment_email === null ? (
            words.noDestination
          ) : (
            <>
              {methodOf(affiliate)} {WORDS.lists.to} <Typed>{payment_email}</Typed>
            </>
          )}
        </dd>
        <dt>{words.count}</dt>
        <dd>{payout_count.toLocaleString(LOCALE)}</dd>
      </dl>
    </section>
  );
}

/** Where everything that was earned is, as an equation; or how much more than that has been promised. */
function Equation({ balance }: { balance: Balance }) {
  const { equation, part, overdrawn } = ADMIN_WORDS.affiliate;
  const { total_earned, total_paid, pending, available, maturing } = balance;
  const over = total_paid + pending + available + (maturing ?? 0) - total_earned;
  if (over > 0) return <p>{overdrawn(dollars(over))}</p>;
  const parts = [
    part.available(dollars(available)),
    ...(maturing === undefined ? [] : [part.maturing(dollars(maturing))]),
    part.pending(dollars(pending)),
    part.paid(dollars(total_paid)),
  ];
  return <p class="small quiet">{equation(dollars(total_earned), parts.join(' + '))}</p>;
}
