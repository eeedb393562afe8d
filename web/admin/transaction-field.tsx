import { Field } from '../ui/field.tsx';
import { ADMIN_WORDS } from '../words/en-admin.ts';

/** What the service takes: printable ASCII that is not all blank. */
const TRANSACTION = /^[\x20-\x7e]{1,128}$/;

/** Whether it can be the id of a transaction. */
export function isTransaction(text: string): boolean {
  return TRANSACTION.test(text.trim());
}

interface TransactionFieldProps {
  label: string;
  hint?: string;
  wrong?: string | false | undefined;
  value: string;
  onInput: (text: string) => void;
}

/** A field for the id that the bank or the provider gave a payment. */
export function TransactionField({ label, hint, wrong, value, onInput }: TransactionFieldProps) {
  const isWrong = value.trim() !== '' && !isTransaction(value);
  return (
    <Field
      label={label}
      hint={hint}
      wrong={isWrong ? ADMIN_WORDS.dialog.transactionWrong : wrong}
      input={(names) => (
        <input
          {...names}
          autoComplete="off"
          spellcheck={false}
          value={value}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      )}
    />
  );
}
