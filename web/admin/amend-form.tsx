import { useState } from 'preact/hooks';
import { Notice } from '../ui/parts.tsx';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { type ActionFormProps, NotesField, notesOf, Submit } from './form-parts.tsx';
import { isTransaction, TransactionField } from './transaction-field.tsx';

/** Corrects what is on record of a payout that was paid by hand. */
export function AmendForm({ payouts: [payout], isBusy, onSubmit }: ActionFormProps) {
  const words = ADMIN_WORDS.dialog;
  const [transaction, setTransaction] = useState(payout?.transaction_id ?? '');
  const [notes, setNotes] = useState(payout?.notes ?? '');
  const [isJudged, setJudged] = useState(false);
  if (!payout) return null;
  const id = transaction.trim();
  const changed = {
    ...(id !== '' && id !== payout.transaction_id && { transaction_id: id }),
    ...(notes.trim() !== payout.notes && notesOf(notes)),
  };
  const isChanged = Object.keys(changed).length > 0;
  // What is on record can be replaced, and not removed.
  const lostId = id === '' && payout.transaction_id !== null;
  const lostNotes = notes.trim() === '' && payout.notes !== null;
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (isChanged && !lostId && !lostNotes && (id === '' || isTransaction(id)))
      onSubmit([{ payout, instruction: { action: 'amend', ...changed } }]);
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      <TransactionField
        label={words.transaction}
        hint={words.transactionHint}
        wrong={isJudged && lostId && words.transactionLost}
        value={transaction}
        onInput={setTransaction}
      />
      <NotesField value={notes} wrong={isJudged && lostNotes && words.notesLost} onInput={setNotes} />
      {isJudged && !isChanged && !lostId && !lostNotes && (
        <Notice tone="bad">
          <p role="alert">{words.nothingChanged}</p>
        </Notice>
      )}
      <Submit action="amend" payouts={[payout]} isBusy={isBusy} />
    </form>
  );
}
