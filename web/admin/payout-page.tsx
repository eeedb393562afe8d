import { useState } from 'preact/hooks';
import type { AdminPayoutWithHistory } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { History } from '../ui/history.tsx';
import { cameBack } from '../ui/paid-and-back.ts';
import { Notice, Status, Unready } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { useLoad } from '../ui/use-load.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { ActionDialog } from './action-dialog.tsx';
import { type Action, actionsFor, isAtPaypal } from './actions.ts';
import { AdminFacts } from './admin-facts.tsx';
import type { Outcome } from './carry-out.ts';
import { useFocusAfter } from './use-focus-after.ts';
import { Warnings } from './warnings.tsx';

/** One payout: its warnings, what can be done, everything that is known of it, and what has happened. */
export function PayoutPage({ id }: { id: string }) {
  const { client } = useSession();
  const loaded = useLoad((signal) => client.admin.payouts.get(id, { signal }), [id]);
  const { data: payout, reload } = loaded;
  const [action, setAction] = useState<Action>();
  const [isUnknown, setUnknown] = useState(false);
  const focus = useFocusAfter<HTMLHeadingElement>(action === undefined, payout);
  if (!payout) return <Unready title={WORDS.facts.id} of={loaded} />;
  const close = (outcomes: Outcome[]) => {
    setAction(undefined);
    if (outcomes.length === 0) return;
    setUnknown(outcomes.some(({ is }) => is === 'unknown'));
    reload();
  };
  return (
    <div class="columns">
      <section class="card">
        <div class="heading">
          <h1 class="any" ref={focus} tabIndex={-1}>
            {WORDS.payout.title(dollars(payout.amount))}
          </h1>
          <span role="status">
            <Status of={payout.status} />
          </span>
        </div>
        {isUnknown && (
          <Notice tone="warn">
            <p role="alert">{ADMIN_WORDS.payout.unknownOutcome}</p>
          </Notice>
        )}
        <Warnings codes={payout.warnings} />
        <p>{whatItWaitsFor(payout)}</p>
        <Actions payout={payout} onChoose={setAction} />
        <AdminFacts payout={payout} />
      </section>
      <section class="card" aria-labelledby="history">
        <h2 id="history">{WORDS.payout.history}</h2>
        <History steps={payout.history} />
      </section>
      {action && <ActionDialog action={action} payouts={[payout]} onClose={close} />}
    </div>
  );
}

function whatItWaitsFor(payout: AdminPayoutWithHistory): string {
  const { status, payment_method, provider_status } = payout;
  const words = ADMIN_WORDS.payout;
  if (status === null) return words.unknown;
  if (cameBack(payout)) return words.cameBack;
  if (status !== 'processing') return words.waits[status];
  if (provider_status === 'UNCLAIMED') return words.unclaimed;
  if (isAtPaypal(payout)) return words.atPaypal;
  return payment_method === 'paypal' ? words.notAtPaypal : words.waits.processing;
}

interface ActionsProps {
  payout: AdminPayoutWithHistory;
  onChoose: (action: Action) => void;
}

/** The buttons of what can be done now. What PayPal has is ended by a person only as a last resort. */
function Actions({ payout, onChoose }: ActionsProps) {
  const words = ADMIN_WORDS.payout;
  const isPaypals = payout.status === 'processing' && isAtPaypal(payout) && payout.amount !== null;
  return (
    <>
      <Buttons actions={actionsFor(payout)} onChoose={onChoose} />
      {isPaypals && (
        <details class="small" open={payout.warnings.includes('undecided')}>
          <summary>{words.byHand}</summary>
          <div class="stack">
            <p>{words.byHandHow}</p>
            <Buttons actions={['complete', 'fail']} onChoose={onChoose} />
          </div>
        </details>
      )}
    </>
  );
}

function Buttons({ actions, onChoose }: { actions: Action[] } & Pick<ActionsProps, 'onChoose'>) {
  if (actions.length === 0) return null;
  return (
    <div class="row">
      {actions.map((action) => (
        <button key={action} type="button" class={`button ${LOOKS[action]}`} onClick={() => onChoose(action)}>
          {ADMIN_WORDS.actions[action]}
        </button>
      ))}
    </div>
  );
}

const LOOKS: Record<Action, string> = {
  start: 'main',
  complete: 'main',
  fail: 'grave',
  return: 'grave',
  amend: '',
  recall: '',
};
