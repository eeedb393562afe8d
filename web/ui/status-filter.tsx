import type { PayoutStatus } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { goTo } from './route.ts';
import { Select } from './select.tsx';
import { STATUSES } from './statuses.ts';

/** Every status by its name, after the choice of any. */
export const STATUS_OPTIONS = {
  '': WORDS.lists.any,
  ...Object.fromEntries(STATUSES.map((each) => [each, WORDS.statuses[each]])),
};

/** Chooses which payouts the list shows. The choice stands in the address. */
export function StatusFilter({ status }: { status: PayoutStatus | undefined }) {
  return (
    <Select
      label={WORDS.lists.status}
      value={status ?? ''}
      options={STATUS_OPTIONS}
      onChoose={(chosen) => goTo(['payouts'], { ...(chosen && { status: chosen }) })}
    />
  );
}
