import { useState } from 'preact/hooks';
import type { Eligibility, PayoutRequest } from '../../client/index.ts';
import { day, dollars } from '../ui/format.ts';
import { nameOfMethod } from '../ui/payout-list.tsx';
import { WORDS } from '../words/en.ts';
import { type Draft, faultsOf, firstDraft, requestOf } from './draft.ts';
import { AmountField, EmailField, type FieldsProps, MethodChoice, WhenChoice } from './request-fields.tsx';

interface RequestFormProps {
  eligibility: Eligibility;
  /** What to begin with, if this is a request that was under way. */
  first?: PayoutRequest;
  isBusy: boolean;
  onSubmit: (request: PayoutRequest) => void;
}

/** The request as it is typed. It says what will happen before it does. */
export function RequestForm({ eligibility, first, isBusy, onSubmit }: RequestFormProps) {
  const { minimum, maximum, available, methods, destination } = eligibility;
  const [draft, setDraft] = useState(() => firstDraft(eligibility, first));
  const [isJudged, setJudged] = useState(false);
  const faults = faultsOf(draft, eligibility, new Date());
  const shown = isJudged ? faults : {};
  const most = Math.min(available, maximum);
  const isElsewhere =
    destination !== null &&
    (draft.email.trim() !== destination.payment_email || draft.method !== destination.payment_method);
  const fields: FieldsProps = { draft, shown, change: (part) => setDraft({ ...draft, ...part }) };
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (Object.keys(faults).length === 0) onSubmit(requestOf(draft));
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      <AmountField {...fields} most={most} minimum={minimum} />
      <MethodChoice {...fields} methods={methods} />
      <EmailField {...fields} isElsewhere={isElsewhere} />
      <WhenChoice {...fields} />
      <Outcome draft={draft} isRight={Object.keys(faults).length === 0} isBusy={isBusy} />
    </form>
  );
}

/** What the button will do, in a sentence, and the button. */
function Outcome({ draft, isRight, isBusy }: { draft: Draft; isRight: boolean; isBusy: boolean }) {
  const words = WORDS.request;
  const { amount, payment_email = '', scheduled_for } = requestOf(draft);
  const parts = [dollars(amount), nameOfMethod(draft.method), payment_email] as const;
  return (
    <>
      {isRight && (
        <p class="small quiet any">
          {scheduled_for ? words.willHappenLater(...parts, day(scheduled_for)) : words.willHappen(...parts)}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={isBusy}>
          {isRight ? words.submit(dollars(amount)) : words.submitEmpty}
        </button>
      </div>
    </>
  );
}
