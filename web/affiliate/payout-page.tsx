import { useState } from 'preact/hooks';
import type { PayoutWithHistory } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { History } from '../ui/history.tsx';
import { Notice, Problem, Status, Unready } from '../ui/parts.tsx';
import { PayoutFacts } from '../ui/payout-facts.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoad } from '../ui/use-load.ts';
import { WORDS } from '../words/en.ts';
import { CancelDialog } from './cancel-dialog.tsx';

/** One payout: what it waits for, what its owner can do, and what has happened. */
export function PayoutPage({ id }: { id: string }) {
  const { client } = useSession();
  const loaded = useLoad((signal) => client.payouts.get(id, { signal }), [id]);
  const { data: payout, reload } = loaded;
  if (!payout) return <Unready title={WORDS.facts.id} of={loaded} />;
  return (
    <div class="columns">
      <section class="card">
        <div class="heading">
          <h1 class="any">{WORDS.payout.title(dollars(payout.amount))}</h1>
          <Status of={payout.status} />
        </div>
        <NextStep payout={payout} />
        <PayoutFacts payout={payout} />
        <Actions payout={payout} onChange={reload} />
      </section>
      <section class="card" aria-labelledby="history">
        <h2 id="history">{WORDS.payout.history}</h2>
        <History steps={payout.history} />
      </section>
    </div>
  );
}

/** What it waits for, and what can be done about it. */
function NextStep({ payout: { status, attention, failure_reason } }: { payout: PayoutWithHistory }) {
  const words = WORDS.payout;
  if (attention) {
    return (
      <Notice tone="warn">
        <p>
          {attention.message} {attention.remedy}
        </p>
      </Notice>
    );
  }
  if (status === 'failed' && failure_reason !== null) {
    return (
      <Notice tone="bad">
        <h2>{words.whyFailed}</h2>
        <p class="any">{failure_reason}</p>
        <p>{words.afterFailure}</p>
      </Notice>
    );
  }
  return status && <p>{words.waits[status]}</p>;
}

function Actions({ payout, onChange }: { payout: PayoutWithHistory; onChange: () => void }) {
  const { client } = useSession();
  const [isCancelling, setCancelling] = useState(false);
  const receipt = useAction(async () => saveFile(await client.payouts.receipt(payout.payout_id)));
  const { status } = payout;
  const close = () => {
    setCancelling(false);
    onChange();
  };
  return (
    <>
      {status === 'completed' && (
        <div>
          <button type="button" class="button main" aria-disabled={receipt.isBusy} onClick={receipt.run}>
            {WORDS.payout.receipt}
          </button>
        </div>
      )}
      {receipt.error !== undefined && <Problem error={receipt.error} />}
      {(status === 'scheduled' || status === 'pending') && (
        <div>
          <button type="button" class="button grave" onClick={() => setCancelling(true)}>
            {WORDS.payout.cancel}
          </button>
        </div>
      )}
      {isCancelling && <CancelDialog payout={payout} onClose={close} />}
    </>
  );
}
