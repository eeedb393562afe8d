import { useState } from 'preact/hooks';
import type { Eligibility, PayoutRequest } from '../../client/index.ts';
import { Field } from '../ui/field.tsx';
import { day, dollars, plainDollars } from '../ui/format.ts';
import { nameOfMethod } from '../ui/payout-list.tsx';
import { WORDS } from '../words/en.ts';
import { type Draft, daysToChoose, faultsOf, firstDraft, requestOf } from './draft.ts';

interface RequestFormProps {
  eligibility: Eligibility;
  /** What to begin with, if this is a request that was under way. */
  first?: PayoutRequest;
  isBusy: boolean;
  onSubmit: (request: PayoutRequest) => void;
}

/** The request as it is typed. It says what will happen before it does. */
export function RequestForm({ eligibility, first, isBusy, onSubmit }: RequestFormProps) {
  const words = WORDS.request;
  const { minimum, maximum, available, methods, destination } = eligibility;
  const [draft, setDraft] = useState(() => firstDraft(eligibility, first));
  const [isJudged, setJudged] = useState(false);
  const faults = faultsOf(draft, eligibility, new Date());
  const shown = isJudged ? faults : {};
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const most = Math.min(available, maximum);
  const isElsewhere =
    destination !== null &&
    (draft.email.trim() !== destination.payment_email || draft.method !== destination.payment_method);

  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (Object.keys(faults).length === 0) onSubmit(requestOf(draft));
  };
  return (
    <form class="stack-wide" noValidate onSubmit={submit}>
      <Field
        label={words.amount}
        hint={words.limits(dollars(minimum), dollars(most))}
        wrong={shown.amount}
        input={(names) => (
          <input
            {...names}
            inputMode="decimal"
            autoComplete="off"
            value={draft.amount}
            onInput={({ currentTarget }) => change({ amount: currentTarget.value })}
          />
        )}
      />
      {most >= minimum && (
        <div>
          <button type="button" class="button text" onClick={() => change({ amount: plainDollars(most) })}>
            {words.all(dollars(most))}
          </button>
        </div>
      )}
      <fieldset class="stack">
        <legend>{words.method}</legend>
        <div class="row">
          {methods.map((method) => (
            <label key={method} class="choice">
              <input
                type="radio"
                name="method"
                checked={draft.method === method}
                onChange={() => change({ method })}
              />
              {nameOfMethod(method)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={words.email(nameOfMethod(draft.method))}
        hint={isElsewhere && words.emailOther}
        wrong={shown.email}
        input={(names) => (
          <input
            {...names}
            type="email"
            autoComplete="email"
            value={draft.email}
            onInput={({ currentTarget }) => change({ email: currentTarget.value })}
          />
        )}
      />
      <fieldset class="stack">
        <legend>{words.when}</legend>
        <div class="row">
          {[false, true].map((later) => (
            <label key={String(later)} class="choice">
              <input
                type="radio"
                name="when"
                checked={draft.isLater === later}
                onChange={() => change({ isLater: later, day: draft.day || daysToChoose(new Date()).min })}
              />
              {later ? words.later : words.now}
            </label>
          ))}
        </div>
      </fieldset>
      {draft.isLater && (
        <Field
          label={words.date}
          hint={words.dateHint}
          wrong={shown.day}
          input={(names) => (
            <input
              {...names}
              type="date"
              {...daysToChoose(new Date())}
              value={draft.day}
              onInput={({ currentTarget }) => change({ day: currentTarget.value })}
            />
          )}
        />
      )}
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
