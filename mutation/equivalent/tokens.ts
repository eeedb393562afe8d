import { type Equivalents, LIST, RETURNS_NOTHING } from './equivalent.ts';

const LACKS_ID = 'One part alone is refused as none is: it lacks the id.';
const NOTHING = 'Its caller asks only whether it is true, and nothing is not.';

export const TOKENS: Equivalents = {
  'libs/http/cursor.ts': [{ on: 'return [];', from: '[]', to: LIST, reason: LACKS_ID }],
  'libs/http/token.ts': [
    {
      on: '!token',
      from: '!token',
      to: 'false',
      reason: 'It is there for the types: no secret verifies what is no token.',
    },
    { on: '} catch {', from: 'return undefined;', to: '{}', reason: RETURNS_NOTHING },
  ],
  'libs/paypal/signature.ts': [{ on: '} catch {', from: 'return false;', to: '{}', reason: NOTHING }],
  'libs/runtime/secrets.ts': [
    {
      on: "Buffer.from(webhookSecret.replace(/^whsec_/, ''), 'base64')",
      from: '/^whsec_/',
      to: '/whsec_/',
      reason: 'A secret that has it anywhere else is no base64, and is refused before its bytes count.',
    },
  ],
};
