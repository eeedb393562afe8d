import type { AdminPayout } from '../../client/index.ts';
import { Typed } from '../ui/parts.tsx';
import { PayoutFacts } from '../ui/payout-facts.tsx';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { AffiliateLink } from './payout-table.tsx';

/** What is known of a payout, with what only admins see. */
export function AdminFacts({ payout }: { payout: AdminPayout }) {
  const words = ADMIN_WORDS.payout;
  const typed = (text: string | null) => text && <Typed>{text}</Typed>;
  return (
    <PayoutFacts
      payout={payout}
      more={[
        [words.failure, typed(payout.failure_reason)],
        [words.affiliate, <AffiliateLink key="affiliate" id={payout.affiliate_id} />],
        [words.destination, payout.destination_changed && words.destinationChanged],
        [words.processedBy, typed(payout.processed_by)],
        [words.providerStatus, typed(payout.provider_status)],
        [words.batch, typed(payout.provider_batch_id)],
        [words.item, typed(payout.provider_item_id)],
      ]}
    />
  );
}
