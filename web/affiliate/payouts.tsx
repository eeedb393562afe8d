import type { PayoutStatus } from '../../client/index.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { More } from '../ui/more.tsx';
import { Loading, Problem } from '../ui/parts.tsx';
import { PayoutList } from '../ui/payout-list.tsx';
import { useSession } from '../ui/session.tsx';
import { StatusFilter } from '../ui/status-filter.tsx';
import { isStatus } from '../ui/statuses.ts';
import { usePages } from '../ui/use-pages.ts';
import { WORDS } from '../words/en.ts';

const PAGE_SIZE = 25;

/** All payouts of the user, newest first, or those of one status. */
export function Payouts({ status }: { status: string | null }) {
  const { client } = useSession();
  const filter: { status?: PayoutStatus } = isStatus(status) ? { status } : {};
  const { data, items, more, error, reload } = usePages(
    async (from, signal) => {
      const page = await client.payouts.list(
        { limit: PAGE_SIZE, ...filter, ...from },
        { ...(signal && { signal }) },
      );
      return { ...page, items: page.payouts };
    },
    [filter.status],
  );
  return (
    <section class="card">
      <div class="heading">
        <h1>{WORDS.lists.title}</h1>
        {data && <span class="quiet">{WORDS.payouts(data.total)}</span>}
      </div>
      <StatusFilter status={filter.status} />
      {items.length > 0 && (
        <ExportButton key={filter.status} get={(from) => client.payouts.export({ ...filter, ...from })} />
      )}
      {error !== undefined && <Problem error={error} retry={reload} />}
      {!data && error === undefined && <Loading />}
      {data && items.length === 0 && <Nothing isFiltered={filter.status !== undefined} />}
      <PayoutList payouts={items} />
      <More more={more} />
    </section>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { none, noneHow, noneOfStatus } = WORDS.lists;
  if (isFiltered) return <p>{noneOfStatus}</p>;
  return (
    <div class="stack">
      <p>{none}</p>
      <p class="small quiet">{noneHow}</p>
    </div>
  );
}
