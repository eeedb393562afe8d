import { type Equivalents, LIST, NEVER_ABSENT } from './equivalent.ts';

const ONLY_A_NAME = 'It names the third kind, and only the other two are asked for.';

export const PAYPAL: Equivalents = {
  'libs/paypal/certificate.ts': [
    { on: 'let fetches', from: '[]', to: LIST, reason: 'What is no time is later than none, and left out.' },
    {
      on: 'oldest !== undefined',
      from: 'oldest !== undefined',
      to: 'true',
      reason: NEVER_ABSENT,
    },
    { on: 'refused: true', from: '{ refused: true }', to: '{}', reason: ONLY_A_NAME },
    { on: 'refused: true', from: 'true', to: 'false', reason: ONLY_A_NAME },
    { on: '} catch {', from: 'return undefined;', to: '{}', reason: 'It returns nothing, too.' },
  ],
};
