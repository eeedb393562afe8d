import { useState } from 'preact/hooks';
import { dollars } from '../ui/format.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { type ActionFormProps, NotesField, notesOf, Submit } from './form-parts.tsx';
import { isTransaction, TransactionField } from './transaction-field.tsx';

/** Says that payouts were paid, each by its transaction. Those without one are left as they are. */
export function CompleteForm({ payouts, isBusy, onSubmit }: ActionFormProps) {
  const words = ADMIN_WORDS.dialog;
  const [ids, setIds] = useState<Record<string, string>>({});
  const [notes, setNotes] = useState('');
  const [isJudged, setJudged] = useState(false);
  const idOf = ({ payout_id }: { payout_id: string }) => (ids[payout_id] ?? '').trim();
  const filled = payouts.filter((payout) => idOf(payout) !== '');
  const isRight = filled.length > 0 && filled.every((payout) => isTransaction(idOf(payout)));
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (!isRight) return;
    onSubmit(
      filled.map((payout) => ({
        payout,
        instruction: { action: 'complete', transaction_id: idOf(payout), ...notesOf(notes) },
      })),
    );
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      {payouts.length > 1 && <p class="hint">{words.someEmpty}</p>}
      {payouts.map((payout, index) => (
        <TransactionField
          key={payout.payout_id}
          label={
            payouts.length === 1
              ? words.transaction
              : words.transactionOf(dollars(payout.amount), payout.affiliate_id)
          }
          {...(index === 0 && { hint: words.transactionHint })}
          wrong={isJudged && index === 0 && filled.length === 0 ? words.nothingFilled : undefined}
          value={ids[payout.payout_id] ?? ''}
          onInput={(text) => setIds({ ...ids, [payout.payout_id]: text })}
        />
      ))}
      <NotesField value={notes} onInput={setNotes} />
      <Submit action="complete" payouts={filled} isBusy={isBusy} />
    </form>
  );
}
