import { useState } from 'preact/hooks';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { type ActionFormProps, NotesField, notesOf, Submit, TextField } from './form-parts.tsx';

/** Says why payouts are not paid: one reason for all. */
export function FailForm(props: ActionFormProps) {
  return <ReasonForm action="fail" {...props} />;
}

/** Says why a payout that was paid came back. */
export function ReturnForm(props: ActionFormProps) {
  return <ReasonForm action="return" {...props} />;
}

function ReasonForm({ action, payouts, isBusy, onSubmit }: ActionFormProps & { action: 'fail' | 'return' }) {
  const words = ADMIN_WORDS.dialog;
  const [reason, setReason] = useState('');
  const [notes, setNotes] = useState('');
  const [isJudged, setJudged] = useState(false);
  const isMissing = reason.trim() === '';
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (isMissing) return;
    const instruction = { action, reason: reason.trim(), ...notesOf(notes) };
    onSubmit(payouts.map((payout) => ({ payout, instruction })));
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        wrong={isJudged && isMissing ? words.reasonMissing : undefined}
        value={reason}
        onInput={setReason}
      />
      <NotesField value={notes} onInput={setNotes} />
      <Submit action={action} payouts={payouts} isBusy={isBusy} />
    </form>
  );
}
