import type { Run, RunPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Status, Typed } from '../ui/parts.tsx';
import { addressOf } from '../ui/route.ts';
import { sumOf } from '../ui/sum.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { WarningBadges } from './warnings.tsx';

/** The payouts of a run: how far they are, each of them, and what is not in it. */
export function RunPayouts({ run }: { run: Run }) {
  const words = ADMIN_WORDS.runs;
  const warnings = new Map(run.warnings.map((each) => [each.payout_id, each.warnings]));
  return (
    <section class="card" aria-labelledby="run-payouts">
      <h2 id="run-payouts">{words.payouts}</h2>
      <ByStatus payouts={run.payouts} />
      <ul class="list">
        {run.payouts.map((payout) => (
          <li key={payout.payout_id}>
            <a class="row-link" href={addressOf(['payouts', payout.payout_id])}>
              <span class="amount">{dollars(payout.amount)}</span>
              <span class="row">
                <Status of={payout.status} />
              </span>
              <span class="small quiet any">
                <Typed>{payout.affiliate_id}</Typed> {WORDS.lists.to} <Typed>{payout.payment_email}</Typed>
              </span>
              <span class="small quiet">{payout.file_id}</span>
              {warnings.has(payout.payout_id) && (
                <span class="row across">
                  <WarningBadges codes={warnings.get(payout.payout_id) ?? []} />
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <LeftOut run={run} />
    </section>
  );
}

/** How many there are of each status, and how much. */
function ByStatus({ payouts }: { payouts: RunPayout[] }) {
  const { byStatus, unknownStatus } = ADMIN_WORDS.runs;
  const groups = Object.entries(Object.groupBy(payouts, ({ status }) => status ?? unknownStatus));
  return (
    <dl class="facts" aria-label={byStatus}>
      {groups.map(([status, those = []]) => (
        <div key={status} class="fact">
          <dt>{WORDS.statuses[status as keyof typeof WORDS.statuses] ?? status}</dt>
          <dd>{ADMIN_WORDS.money(those.length, dollars(sumOf(those)))}</dd>
        </div>
      ))}
    </dl>
  );
}

function LeftOut({ run: { left_out } }: { run: Run }) {
  const { leftOut, left } = ADMIN_WORDS.runs;
  if (left_out.length === 0) return null;
  return (
    <details open>
      <summary>
        {leftOut} ({left_out.length})
      </summary>
      <ul class="list small">
        {left_out.map(({ payout_id, reason }) => (
          <li key={payout_id} class="each">
            <a class="any" href={addressOf(['payouts', payout_id])}>
              {payout_id}
            </a>
            <span>{left(reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
