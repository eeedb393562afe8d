import { type Equivalents, LIST, NEVER_ABSENT, RETURNS_NOTHING } from './equivalent.ts';

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
    { on: '} catch {', from: 'return undefined;', to: '{}', reason: RETURNS_NOTHING },
  ],
  'libs/paypal/transport.ts': [
    {
      on: '!retryAfter',
      from: '!retryAfter',
      to: 'false',
      reason: 'It is there for the types: what is not there is no number and no time either.',
    },
    { on: '} catch {', from: 'return undefined;', to: '{}', reason: RETURNS_NOTHING },
  ],
};
