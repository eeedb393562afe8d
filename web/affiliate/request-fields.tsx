import type { Eligibility } from '../../client/index.ts';
import { Field } from '../ui/field.tsx';
import { dollars, plainDollars } from '../ui/format.ts';
import { nameOfMethod } from '../ui/payout-list.tsx';
import { WORDS } from '../words/en.ts';
import { type Draft, daysToChoose, type faultsOf } from './draft.ts';

/** What each part of the form is given: the request as it is typed, and what is wrong with it. */
export interface FieldsProps {
  draft: Draft;
  shown: Partial<ReturnType<typeof faultsOf>>;
  change: (part: Partial<Draft>) => void;
}

/** How much, or all of it. */
export function AmountField({
  draft,
  shown,
  change,
  minimum,
  most,
}: FieldsProps & { minimum: number; most: number }) {
  const words = WORDS.request;
  return (
    <>
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
    </>
  );
}

/** How the money travels. */
export function MethodChoice({ draft, change, methods }: FieldsProps & Pick<Eligibility, 'methods'>) {
  const words = WORDS.request;
  return (
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
  );
}

/** Where the money goes. */
export function EmailField({ draft, shown, change, isElsewhere }: FieldsProps & { isElsewhere: boolean }) {
  const words = WORDS.request;
  return (
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
  );
}

/** Now, or on a later day. */
export function WhenChoice({ draft, shown, change }: FieldsProps) {
  const words = WORDS.request;
  return (
    <>
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
    </>
  );
}
