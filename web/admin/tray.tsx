import { useState } from 'preact/hooks';
import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { ActionDialog } from './action-dialog.tsx';
import { type Action, BULK_ACTIONS, canTake } from './actions.ts';
import type { Outcome } from './carry-out.ts';
import { useSelection } from './selection.tsx';

/** What is chosen, its sum, and what can be done to it: always in sight while anything is chosen. */
export function Tray({ onChange }: { onChange: () => void }) {
  const selection = useSelection();
  const [open, setOpen] = useState<{ action: Action; payouts: AdminPayout[] }>();
  const { payouts } = selection;
  const { select } = ADMIN_WORDS;
  const close = (outcomes: Outcome[]) => {
    setOpen(undefined);
    if (outcomes.length === 0) return;
    selection.remove(outcomes.filter(({ is }) => is === 'done').map(({ payout }) => payout));
    onChange();
  };
  return (
    <>
      <p class="hidden-to-eyes" aria-live="polite">
        {payouts.length > 0 && select.selected(payouts.length, dollars(sumOf(payouts)))}
      </p>
      {payouts.length > 0 && (
        <section class="tray" aria-label={select.actions}>
          <div class="heading">
            <strong class="any">{select.selected(payouts.length, dollars(sumOf(payouts)))}</strong>
            <button type="button" class="button text" onClick={selection.clear}>
              {select.clear}
            </button>
          </div>
          <div class="row">
            <Buttons payouts={payouts} onChoose={(action, able) => setOpen({ action, payouts: able })} />
          </div>
        </section>
      )}
      {open && <ActionDialog {...open} onClose={close} />}
    </>
  );
}

interface ButtonsProps {
  payouts: AdminPayout[];
  onChoose: (action: Action, able: AdminPayout[]) => void;
}

/** One button for each action that some of the payouts can take; it names how many, and the money. */
function Buttons({ payouts, onChoose }: ButtonsProps) {
  const { actions, dialog, select } = ADMIN_WORDS;
  const ways = BULK_ACTIONS.map((action) => ({
    action,
    able: payouts.filter((payout) => canTake(action, payout)),
  })).filter(({ able }) => able.length > 0);
  if (ways.length === 0) return <span class="small quiet">{select.none}</span>;
  return (
    <>
      {ways.map(({ action, able }, index) => (
        <button
          key={action}
          type="button"
          class={`button ${action === 'fail' ? 'grave' : index === 0 ? 'main' : ''}`}
          onClick={() => onChoose(action, able)}
        >
          {dialog.yes(actions[action], able.length, dollars(sumOf(able)))}
        </button>
      ))}
    </>
  );
}
