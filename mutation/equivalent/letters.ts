import { type Equivalents, NEVER_ABSENT } from './equivalent.ts';

const NO_TIME = 'Without a time, no comparison of it holds.';

export const LETTERS: Equivalents = {
  'libs/email/mails.ts': [
    {
      on: 'const at = after.provider',
      from: 'after.provider?.status_at',
      to: 'after.provider.status_at',
      reason: NEVER_ABSENT,
    },
    {
      on: "case 'unknown':",
      from: 'return undefined;',
      to: "case 'unknown':",
      reason: 'What falls out of the switch is undefined, too.',
    },
    {
      on: "case 'unknown':",
      from: "'unknown'",
      to: '""',
      reason: 'The status then has no case, and what falls out of the switch is undefined, too.',
    },
  ],
  'libs/email/on-behalf.ts': [
    {
      on: 'default:',
      from: 'return {};',
      to: 'default:',
      reason: 'What is made of it is spread, and undefined has nothing to spread either.',
    },
  ],
  'libs/email/owed.ts': [
    { on: 'return at !== undefined', from: 'at !== undefined', to: 'true', reason: NO_TIME },
    { on: '({ mail: { at, key } })', from: 'at !== undefined', to: 'true', reason: NO_TIME },
  ],
  'libs/email/send.ts': [
    {
      on: 'credentials: {',
      from: "'local'",
      to: '""',
      reason: 'What speaks like SES on this machine takes any credentials.',
    },
  ],
};
