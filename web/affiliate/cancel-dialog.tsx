import type { Payout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Problem } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { WORDS } from '../words/en.ts';

/** Asks once more before a payout is taken back. */
export function CancelDialog({ payout, onClose }: { payout: Payout; onClose: () => void }) {
  const { client } = useSession();
  const words = WORDS.payout;
  const cancel = useAction(async () => {
    await client.payouts.cancel(payout.payout_id);
    onClose();
  });
  return (
    <Modal title={words.cancelTitle} isBusy={cancel.isBusy} onClose={onClose}>
      <p>{words.cancelHow(dollars(payout.amount))}</p>
      {cancel.error !== undefined && <Problem error={cancel.error} />}
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-disabled={cancel.isBusy}
          onClick={() => cancel.isBusy || onClose()}
        >
          {words.cancelNo}
        </button>
        <button type="button" class="button grave" aria-disabled={cancel.isBusy} onClick={cancel.run}>
          {words.cancelYes}
        </button>
      </div>
    </Modal>
  );
}
