import { useState } from 'preact/hooks';
import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Notice } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { sumOf } from '../ui/sum.ts';
import { useAction } from '../ui/use-action.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import type { Action } from './actions.ts';
import { carryOut, type Order, type Outcome } from './carry-out.ts';
import { FORMS } from './forms.ts';
import { Results, wordsOf } from './results.tsx';
import { StartForm } from './start-form.tsx';

interface ActionDialogProps {
  action: Action;
  payouts: AdminPayout[];
  /** Gets what became of it; nothing if nothing was done. */
  onClose: (outcomes: Outcome[]) => void;
}

/** Says what will happen, does it, and says what became of it, payout by payout. */
export function ActionDialog({ action, payouts, onClose }: ActionDialogProps) {
  const { client, noteRefusal } = useSession();
  const { dialog, results } = ADMIN_WORDS;
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [progress, setProgress] = useState({ done: 0, all: 0 });
  const run = useAction(async (orders: Order[]) => {
    setProgress({ done: 0, all: orders.length });
    const became = await carryOut(client, orders, (done) => setProgress({ done, all: orders.length }));
    for (const { error } of became) noteRefusal(error);
    const all = renewed(outcomes, became);
    setOutcomes(all);
    if (payouts.length === 1 && all.every(({ is }) => is === 'done')) onClose(all);
  });
  const Form = FORMS[action];
  const refusal = payouts.length === 1 ? outcomes.find(({ is }) => is === 'refused') : undefined;
  const hasResults = outcomes.length > 0 && !refusal;
  const blocked = outcomes.filter(({ code }) => code === 'needs_override').map(withItsWarnings);
  const working = run.isBusy && <p role="status">{dialog.working(progress.done, progress.all)}</p>;
  return (
    <Modal
      title={hasResults ? results.title : dialog.title[action](titleOf(payouts))}
      isBusy={run.isBusy}
      onClose={() => onClose(outcomes)}
    >
      {hasResults ? (
        <>
          <Results action={action} outcomes={outcomes} />
          {blocked.length > 0 && (
            <>
              <p>{results.again}</p>
              <StartForm payouts={blocked} isBusy={run.isBusy} onSubmit={run.run} />
            </>
          )}
          {working}
          <div class="actions">
            <button
              type="button"
              class={`button ${blocked.length > 0 ? '' : 'main'}`}
              aria-disabled={run.isBusy}
              onClick={() => run.isBusy || onClose(outcomes)}
            >
              {results.close}
            </button>
          </div>
        </>
      ) : (
        <>
          <p>{dialog.how[action]}</p>
          <Form payouts={blocked.length > 0 ? blocked : payouts} isBusy={run.isBusy} onSubmit={run.run} />
          {working}
          {refusal && !run.isBusy && (
            <Notice tone="bad">
              <p role="alert" ref={showIt}>
                {wordsOf(refusal)}
              </p>
            </Notice>
          )}
        </>
      )}
    </Modal>
  );
}

/** A refusal stands below the form, which may be long. */
function showIt(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function titleOf(payouts: AdminPayout[]): string {
  const sum = dollars(sumOf(payouts));
  return payouts.length === 1 ? sum : ADMIN_WORDS.dialog.what(payouts.length, sum);
}

/** The outcomes with later ones in the place of earlier ones of the same payout. */
function renewed(before: Outcome[], later: Outcome[]): Outcome[] {
  const byId = new Map(later.map((outcome) => [outcome.payout.payout_id, outcome]));
  const kept = before.filter(({ payout }) => !byId.has(payout.payout_id));
  return [...kept, ...later];
}

/** The payout with the warnings that it was refused for, which may be newer than those it was listed with. */
function withItsWarnings({ payout, warnings = [] }: Outcome): AdminPayout {
  return { ...payout, warnings: [...new Set([...payout.warnings, ...warnings])] };
}
