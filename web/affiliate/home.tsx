import { useState } from 'preact/hooks';
import type { Balance, Eligibility, Payout } from '../../client/index.ts';
import { BalanceBar } from '../ui/balance-bar.tsx';
import { dollars } from '../ui/format.ts';
import { Unready } from '../ui/parts.tsx';
import { PayoutList } from '../ui/payout-list.tsx';
import { useSession } from '../ui/session.tsx';
import { useLoad } from '../ui/use-load.ts';
import { WORDS } from '../words/en.ts';
import { Attention, Undelivered } from './attention.tsx';
import { Months } from './months.tsx';
import { readUnsettled } from './pending-request.ts';
import { RequestDialog } from './request-dialog.tsx';
import { canRequest, WhyNot } from './why-not.tsx';

/** How many payouts the first page shows. */
const LATEST = 5;

interface HomeData {
  balance: Balance;
  eligibility: Eligibility;
  payouts: Payout[];
}

/** What there is, what is on its way, and what can be done now. */
export function Home() {
  const { client, user } = useSession();
  const home = useLoad<HomeData>(async (signal) => {
    const [balance, eligibility, { payouts }] = await Promise.all([
      client.payouts.balance({ signal }),
      client.payouts.eligibility({}, { signal }),
      client.payouts.list({ limit: LATEST }, { signal }),
    ]);
    return { balance, eligibility, payouts };
  }, []);
  // A request that was under way when the page was reloaded goes on by itself.
  const [isAsking, setAsking] = useState(() => readUnsettled(user) !== undefined);

  if (!home.data) return <Unready title={WORDS.tabs.home} of={home} />;
  const { balance, eligibility, payouts } = home.data;
  const close = () => {
    setAsking(false);
    home.reload();
  };
  return (
    <>
      <h1 class="hidden-to-eyes">{WORDS.tabs.home}</h1>
      <Attention payouts={payouts} />
      <Undelivered addresses={balance.undelivered ?? []} />
      <section class="card" aria-labelledby="available">
        <div class="heading">
          <div>
            <h2 id="available" class="quiet">
              {WORDS.balance.available}
            </h2>
            <p class="sum">{dollars(balance.available)}</p>
          </div>
          {canRequest(eligibility) && (
            <button type="button" class="button main" onClick={() => setAsking(true)}>
              {WORDS.request.open}
            </button>
          )}
        </div>
        <BalanceBar balance={balance} />
        <WhyNot eligibility={eligibility} />
      </section>
      <div class="columns">
        <section class="card" aria-labelledby="latest">
          <div class="heading">
            <h2 id="latest">{WORDS.lists.latest}</h2>
            {payouts.length > 0 && <a href="#/payouts">{WORDS.lists.all}</a>}
          </div>
          {payouts.length > 0 ? (
            <PayoutList payouts={payouts} />
          ) : (
            <div class="stack">
              <p>{WORDS.lists.none}</p>
              <p class="small quiet">{WORDS.lists.noneHow}</p>
            </div>
          )}
        </section>
        <Months key={payouts[0]?.payout_id} />
      </div>
      {isAsking && <RequestDialog eligibility={eligibility} onClose={close} />}
    </>
  );
}
