import { useState } from 'preact/hooks';
import { type ActionFormProps, NotesField, notesOf, Submit } from './form-parts.tsx';

/** Has PayPal take back what nobody has claimed. */
export function RecallForm({ payouts, isBusy, onSubmit }: ActionFormProps) {
  const [notes, setNotes] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit(payouts.map((payout) => ({ payout, instruction: { action: 'recall', ...notesOf(notes) } })));
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      <NotesField value={notes} onInput={setNotes} />
      <Submit action="recall" payouts={payouts} isBusy={isBusy} />
    </form>
  );
}
