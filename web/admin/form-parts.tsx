import type { AdminPayout } from '../../client/index.ts';
import { Field } from '../ui/field.tsx';
import { dollars } from '../ui/format.ts';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import type { Action } from './actions.ts';
import type { Order } from './carry-out.ts';

/** What the form of every action is given: it makes the orders that its button stands for. */
export interface ActionFormProps {
  payouts: AdminPayout[];
  isBusy: boolean;
  onSubmit: (orders: Order[]) => void;
}

/** The longest text that the service takes. */
const TEXT_MAX = 1000;

interface TextFieldProps {
  label: string;
  hint: string;
  wrong?: string | false | undefined;
  value: string;
  onInput: (text: string) => void;
}

/** A field for a few sentences. */
export function TextField({ label, hint, wrong, value, onInput }: TextFieldProps) {
  return (
    <Field
      label={label}
      hint={hint}
      wrong={wrong}
      input={(names) => (
        <textarea
          {...names}
          rows={2}
          dir="auto"
          maxLength={TEXT_MAX}
          value={value}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      )}
    />
  );
}

/** What the affiliate may read besides. */
export function NotesField(props: Pick<TextFieldProps, 'value' | 'wrong' | 'onInput'>) {
  const { notes, notesHint } = ADMIN_WORDS.dialog;
  return <TextField label={notes} hint={notesHint} {...props} />;
}

/** The member of an instruction for notes, if there are any. */
export function notesOf(text: string): { notes?: string } {
  return text.trim() === '' ? {} : { notes: text.trim() };
}

/** The button that does it; it names how many, and the money. */
export function Submit({ action, payouts, isBusy }: { action: Action } & Omit<ActionFormProps, 'onSubmit'>) {
  const { actions, dialog } = ADMIN_WORDS;
  const isGrave = action === 'fail' || action === 'return';
  return (
    <div class="actions">
      <button type="submit" class={`button ${isGrave ? 'grave' : 'main'}`} aria-disabled={isBusy}>
        {payouts.length === 0
          ? actions[action]
          : dialog.yes(actions[action], payouts.length, dollars(sumOf(payouts)))}
      </button>
    </div>
  );
}
