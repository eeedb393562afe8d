import { useEffect, useState } from 'preact/hooks';
import { type Eligibility, PayoutsApiError, type RequestedPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Notice, Problem } from '../ui/parts.tsx';
import { addressOf } from '../ui/route.ts';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { WORDS } from '../words/en.ts';
import { forgetUnsettled, keepUnsettled, readUnsettled, type UnsettledRequest } from './pending-request.ts';
import { RequestForm } from './request-form.tsx';

interface RequestDialogProps {
  eligibility: Eligibility;
  onClose: () => void;
}

/**
 * Requests a payout, once: a second click, a lost answer and a reload send the same request under the same
 * key.
 */
export function RequestDialog({ eligibility, onClose }: RequestDialogProps) {
  const { client, user } = useSession();
  const [unsettled] = useState(() => readUnsettled(user));
  const [done, setDone] = useState<RequestedPayout>();
  const send = useAction(async ({ key, request }: UnsettledRequest) => {
    try {
      setDone(await client.payouts.request(request, { idempotencyKey: key }));
      forgetUnsettled();
    } catch (error) {
      if (!isUnknown(error)) forgetUnsettled();
      throw error;
    }
  });
  // Only what was under way before the page was loaded.
  useEffect(() => {
    if (unsettled) send.run(unsettled);
  }, []);

  if (done) return <Done payout={done} wasRepeated={unsettled !== undefined} onClose={onClose} />;
  return (
    <Modal title={WORDS.request.title} isBusy={send.isBusy} onClose={onClose}>
      <RequestForm
        eligibility={eligibility}
        {...(unsettled && { first: unsettled.request })}
        isBusy={send.isBusy}
        onSubmit={(request) => send.run(keepUnsettled(user, request))}
      />
      {send.error !== undefined &&
        (isUnknown(send.error) ? (
          <Notice tone="warn">
            <p role="alert">{WORDS.request.unknown}</p>
          </Notice>
        ) : (
          <Problem error={send.error} />
        ))}
    </Modal>
  );
}

function isUnknown(error: unknown): boolean {
  return error instanceof PayoutsApiError && error.isOutcomeUnknown;
}

function Done({
  payout,
  wasRepeated,
  onClose,
}: {
  payout: RequestedPayout;
  wasRepeated: boolean;
  onClose: () => void;
}) {
  const words = WORDS.request;
  return (
    <Modal title={words.done(dollars(payout.amount))} onClose={onClose}>
      <p role="status">{wasRepeated ? words.repeated : words.doneHow}</p>
      <div class="actions">
        <a class="button main" href={addressOf(['payouts', payout.payout_id])}>
          {words.show}
        </a>
      </div>
    </Modal>
  );
}
