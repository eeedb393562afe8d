import { type Equivalents, LIST, TEXT } from './equivalent.ts';

export const RECORDS: Equivalents = {
  'libs/payouts/attention.ts': [
    {
      on: "status = ''",
      from: "''",
      to: TEXT,
      reason: 'Neither is a status that leaves an item undecided.',
    },
  ],
  'libs/payouts/idempotency.ts': [
    {
      on: "?.affiliate_id ?? ''",
      from: "''",
      to: TEXT,
      reason: 'A user without an affiliate account is refused, so no payout ever has such an id.',
    },
  ],
  'libs/payouts/provider-reasons.ts': [
    {
      on: 'Object.hasOwn(REASONS, name)',
      from: 'name !== undefined',
      to: 'true',
      reason: 'It is there for the types: no reason has the name undefined, either.',
    },
  ],
  'libs/payouts/time.ts': [
    {
      on: 'TIME.exec(',
      from: '[]',
      to: LIST,
      reason: 'Only what follows the first element is read, and there is nothing.',
    },
    {
      on: 'if (!day)',
      from: '!day',
      to: 'false',
      reason: 'It is there for the types: undefined is on no calendar, either.',
    },
    {
      on: 'const millis',
      from: "fraction.padEnd(3, '0').slice(0, 3)",
      to: "fraction.padEnd(3, '0')",
      reason:
        'Node cuts a longer fraction to milliseconds, too; the language only promises to read three digits.',
    },
  ],
};
