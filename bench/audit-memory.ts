import type { Affiliate } from '../libs/payouts/affiliate.ts';
import { createGroups } from '../libs/payouts/audit/groups.ts';
import { findingsOfPayout } from '../libs/payouts/audit/of-payout.ts';
import { toAffiliate } from '../libs/store/affiliates.ts';
import { toPayout } from '../libs/store/payouts/record.ts';

/**
 * What an audit keeps of so many payouts, and of so many affiliates: made here one after the other, as a scan
 * gives them, so that a process shows what the audit itself takes. Prints the megabytes of the process.
 */
const [payouts = 0, affiliates = 0] = process.argv.slice(2).map(Number);
const LIMITS = { minimum: 1000, maximum: 2_000_000 };

const groups = createGroups();
for (let index = 0; index < affiliates; index++) {
  const item = { affiliate_id: ownerOf(index), user_id: `user-${index}-1f6f2f1a01`, total_earned: 1e9 };
  groups.addAffiliate(toAffiliate(item) as Affiliate, item);
}
let findings = 0;
for (let index = 0; index < payouts; index++) {
  const item = {
    payout_id: `0b8f2c5e-51d4-4f0e-9a35-${String(index).padStart(12, '0')}`,
    affiliate_id: ownerOf(index % affiliates),
    amount: 5000,
    status: 'completed',
    requested_at: '2025-01-01T00:00:00.000Z',
    transaction_id: `8AB${String(index % (payouts - 1)).padStart(14, '0')}`,
  };
  const payout = toPayout(item);
  groups.addPayout(payout);
  findings += findingsOfPayout(payout, item, LIMITS).length;
}
const repeated = groups.transactions.repeated().size + groups.users.repeated().size;
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ findings, repeated, megabytes }));

/** As long as ids of affiliates are. */
function ownerOf(index: number): string {
  return `affiliate-6f1f6f2f-${index}`;
}
