import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What ties an input to its label, its hint and what is wrong with it. */
interface InputNames {
  id: string;
  class: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with the value; nothing while it is right, or not yet judged. */
  wrong?: string | false | undefined;
  input: (names: InputNames) => ComponentChildren;
}

/** A labelled input. Its hint and what is wrong with it are read out together with it. */
export function Field({ label, hint, wrong, input }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {input({
        id,
        class: 'input',
        ...(described && { 'aria-describedby': described }),
        ...(wrong && { 'aria-invalid': 'true' }),
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p class="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
