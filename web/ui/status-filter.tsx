import type { PayoutStatus } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { Field } from './field.tsx';
import { goTo } from './route.ts';
import { STATUSES } from './statuses.ts';

/** Chooses which payouts the list shows. The choice stands in the address. */
export function StatusFilter({ status }: { status: PayoutStatus | undefined }) {
  return (
    <Field
      label={WORDS.lists.status}
      input={(names) => (
        <select
          {...names}
          value={status ?? ''}
          onChange={({ currentTarget }) =>
            goTo(['payouts'], { ...(currentTarget.value && { status: currentTarget.value }) })
          }
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
  );
}
