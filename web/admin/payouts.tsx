import { ExportButton } from '../ui/export-button.tsx';
import { More } from '../ui/more.tsx';
import { Loading, Problem } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { usePages } from '../ui/use-pages.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { type Filter, filterOf, isFiltered, listQueryOf, queryOf, readPage } from './filter.ts';
import { Filters } from './filters.tsx';
import { PayoutTable } from './payout-table.tsx';
import { Tray } from './tray.tsx';

/** All payouts of everybody, or those that fit the filters in the address. */
export function Payouts({ query }: { query: URLSearchParams }) {
  const { client } = useSession();
  const filter = filterOf(query);
  return (
    <section class="card">
      <div class="heading">
        <h1>{WORDS.lists.title}</h1>
        <ExportButton
          key={`export?${query}`}
          get={(from) => client.admin.payouts.export({ ...listQueryOf(filter), ...from })}
        />
      </div>
      <Filters key={query.toString()} filter={filter} />
      <PayoutListOf filter={filter} />
    </section>
  );
}

/** The payouts that fit a filter, page by page, and what can be done to the chosen ones. */
export function PayoutListOf({ filter, onChange }: { filter: Filter; onChange?: () => void }) {
  const { client } = useSession();
  const words = ADMIN_WORDS.filters;
  const { data, items, more, error, isLoading, reload } = usePages(
    (from, signal) => readPage(client, filter, from, signal),
    [JSON.stringify(queryOf(filter))],
  );
  const renew = () => {
    reload();
    onChange?.();
  };
  return (
    <>
      {error !== undefined && <Problem error={error} retry={reload} />}
      {!data && error === undefined && <Loading />}
      {data && (
        <div class="stack" aria-busy={isLoading}>
          {items.length > 0 ? (
            <PayoutTable payouts={items} isOfOne={onChange !== undefined} />
          ) : (
            <div class="stack">
              <p>{words.none}</p>
              <p class="small quiet">
                {more ? words.looked : isFiltered(filter) ? words.noneHow : words.noneYet}
              </p>
            </div>
          )}
          <More more={more} />
        </div>
      )}
      <Tray onChange={renew} />
    </>
  );
}
