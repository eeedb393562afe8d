import type { FunctionComponent } from 'preact';
import type { Action } from './actions.ts';
import { AmendForm } from './amend-form.tsx';
import { CompleteForm } from './complete-form.tsx';
import type { ActionFormProps } from './form-parts.tsx';
import { FailForm, ReturnForm } from './reason-form.tsx';
import { RecallForm } from './recall-form.tsx';
import { StartForm } from './start-form.tsx';

/** The form of each action. */
export const FORMS: Record<Action, FunctionComponent<ActionFormProps>> = {
  start: StartForm,
  complete: CompleteForm,
  fail: FailForm,
  return: ReturnForm,
  amend: AmendForm,
  recall: RecallForm,
};
