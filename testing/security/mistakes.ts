import { MISTAKES_IN_WORDS } from './mistakes-in-words.ts';
import { MISTAKES_INSIDE } from './mistakes-inside.ts';
import { MISTAKES_WITH_CALLERS, type SecurityMistake } from './mistakes-with-callers.ts';
import { MISTAKES_WITH_WEBHOOKS } from './mistakes-with-webhooks.ts';

/** For each test that the security review names, a mistake for which it was once seen red. */
export const MISTAKES: Record<string, SecurityMistake> = {
  ...MISTAKES_WITH_CALLERS,
  ...MISTAKES_WITH_WEBHOOKS,
  ...MISTAKES_INSIDE,
  ...MISTAKES_IN_WORDS,
};
