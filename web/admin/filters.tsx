import { useState } from 'preact/hooks';
import type { PayoutStatus } from '../../client/index.ts';
import { Field } from '../ui/field.tsx';
import { goTo } from '../ui/route.ts';
import { STATUSES } from '../ui/statuses.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { type Filter, isFiltered, queryOf } from './filter.ts';
import { NEED_NAMES, type NeedName } from './needs.ts';

/** Chooses which payouts the list shows. The choice stands in the address. */
export function Filters({ filter }: { filter: Filter }) {
  const words = ADMIN_WORDS.filters;
  const [affiliateId, setAffiliateId] = useState(filter.affiliateId ?? '');
  const show = ({ status, need }: Pick<Filter, 'status' | 'need'>) =>
    goTo(
      ['payouts'],
      queryOf({ ...(status && { status }), ...(need && { need }), affiliateId: affiliateId.trim() }),
    );
  const apply = (event: Event) => {
    event.preventDefault();
    show(filter);
  };
  return (
    <form class="filters" onSubmit={apply}>
      <Field
        label={WORDS.lists.status}
        input={(names) => (
          <select
            {...names}
            value={filter.status ?? ''}
            onChange={({ currentTarget }) => show({ status: currentTarget.value as PayoutStatus })}
          >
            <option value="">{WORDS.lists.any}</option>
            {STATUSES.map((each) => (
              <option key={each} value={each}>
                {WORDS.statuses[each]}
              </option>
            ))}
          </select>
        )}
      />
      <Field
        label={words.need}
        input={(names) => (
          <select
            {...names}
            value={filter.need ?? ''}
            onChange={({ currentTarget }) =>
              show({ ...(filter.status && { status: filter.status }), need: currentTarget.value as NeedName })
            }
          >
            <option value="">{words.noNeed}</option>
            {NEED_NAMES.map((each) => (
              <option key={each} value={each}>
                {ADMIN_WORDS.needs[each].name}
              </option>
            ))}
          </select>
        )}
      />
      <Field
        label={words.affiliate}
        input={(names) => (
          <input
            {...names}
            autoComplete="off"
            spellcheck={false}
            value={affiliateId}
            onInput={({ currentTarget }) => setAffiliateId(currentTarget.value)}
          />
        )}
      />
      <div class="row">
        <button type="submit" class="button">
          {words.apply}
        </button>
        {isFiltered(filter) && (
          <a class="small" href="#/payouts">
            {words.clear}
          </a>
        )}
      </div>
    </form>
  );
}
