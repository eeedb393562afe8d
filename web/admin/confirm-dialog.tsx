import { useState } from 'preact/hooks';
import { PayoutsApiError, type Run } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Notice, Problem } from '../ui/parts.tsx';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { TextField } from './form-parts.tsx';
import { RunWarnings } from './run-warnings.tsx';
import { needsOverride } from './warnings.tsx';

interface ConfirmDialogProps {
  run: Run;
  /** Is told whether something may have been started. */
  onClose: (hasChanged: boolean) => void;
}

/** Starts exactly the payouts of a run, as they were seen. */
export function ConfirmDialog({ run, onClose }: ConfirmDialogProps) {
  const { client } = useSession();
  const { runs: words, dialog } = ADMIN_WORDS;
  const [override, setOverride] = useState('');
  const [isJudged, setJudged] = useState(false);
  const isNeeded = run.warnings.some(needsOverride);
  const isMissing = isNeeded && override.trim() === '';
  const confirm = useAction(async () => {
    await client.admin.runs.confirm(run.run_id, {
      hash: run.hash,
      ...(isNeeded && { override: override.trim() }),
    });
    onClose(true);
  });
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (!isMissing) confirm.run();
  };
  const sum = dollars(run.total_amount);
  return (
    <Modal
      title={words.confirmTitle(run.count, sum)}
      isBusy={confirm.isBusy}
      onClose={() => onClose(confirm.error !== undefined)}
    >
      <form class="stack-wide" noValidate onSubmit={submit}>
        <p>{words.confirmHow}</p>
        <p>{words.formHow[run.form]}</p>
        <RunWarnings run={run} />
        {isNeeded && (
          <TextField
            label={dialog.override}
            hint={dialog.overrideHint}
            wrong={isJudged && isMissing && dialog.overrideMissing}
            value={override}
            onInput={setOverride}
          />
        )}
        {confirm.error !== undefined && <WhyNot error={confirm.error} />}
        {confirm.isBusy && <p role="status">{dialog.working(0, 1)}</p>}
        <div class="actions">
          <button type="submit" class="button main" aria-disabled={confirm.isBusy}>
            {words.confirm(run.count, sum)}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function WhyNot({ error }: { error: unknown }) {
  const isChanged = error instanceof PayoutsApiError && error.code === 'run_changed';
  if (!isChanged) return <Problem error={error} />;
  const { payout_ids = [] } = (error.details ?? {}) as { payout_ids?: string[] };
  return (
    <Notice tone="bad">
      <p role="alert">{ADMIN_WORDS.runs.changed(payout_ids.length)}</p>
    </Notice>
  );
}
