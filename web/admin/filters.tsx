import { useState } from 'preact/hooks';
import type { PayoutStatus } from '../../client/index.ts';
import { goTo } from '../ui/route.ts';
import { Select } from '../ui/select.tsx';
import { STATUS_OPTIONS } from '../ui/status-filter.tsx';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { DetailFields } from './detail-fields.tsx';
import { type Filter, isFiltered, queryOf } from './filter.ts';
import { NEED_NAMES, type NeedName } from './needs.ts';

/** Chooses which payouts the list shows. The choice stands in the address. */
export function Filters({ filter }: { filter: Filter }) {
  const words = ADMIN_WORDS.filters;
  const [details, setDetails] = useState(filter.details);
  const show = ({ status, need }: Pick<Filter, 'status' | 'need'>) =>
    goTo(['payouts'], queryOf({ ...(status && { status }), ...(need && { need }), details }));
  const apply = (event: Event) => {
    event.preventDefault();
    show(filter);
  };
  return (
    <form class="stack" onSubmit={apply}>
      <div class="filters">
        <Select
          label={WORDS.lists.status}
          value={filter.status ?? ''}
          options={STATUS_OPTIONS}
          onChoose={(status) => show({ status: status as PayoutStatus })}
        />
        <Select
          label={words.need}
          value={filter.need ?? ''}
          options={{
            '': words.noNeed,
            ...Object.fromEntries(NEED_NAMES.map((each) => [each, ADMIN_WORDS.needs[each].name])),
          }}
          onChoose={(need) =>
            show({ ...(filter.status && { status: filter.status }), need: need as NeedName })
          }
        />
      </div>
      <details open={Object.keys(filter.details).length > 0}>
        <summary>{words.more}</summary>
        <div class="stack">
          <DetailFields details={details} onChange={setDetails} />
          <div class="row">
            <button type="submit" class="button">
              {words.apply}
            </button>
          </div>
        </div>
      </details>
      {isFiltered(filter) && (
        <a class="small" href="#/payouts">
          {words.clear}
        </a>
      )}
    </form>
  );
}
