import { type Equivalents, LIST, TEXT } from './equivalent.ts';

export const PROVIDERS: Equivalents = {
  'libs/paypal/outcome.ts': [
    {
      on: 'Array.isArray(details)',
      from: '[]',
      to: LIST,
      reason: 'What is no object is left out in the next line.',
    },
  ],
  'libs/paypal/settlement.ts': [
    { on: "provider?.status ?? ''", from: "''", to: TEXT, reason: 'No status is called so.' },
    {
      on: 'value.match',
      from: '[]',
      to: LIST,
      reason: 'Only what follows the first element is read, and there is nothing.',
    },
    {
      on: 'dollars === undefined',
      from: 'dollars === undefined',
      to: 'false',
      reason: 'The word `undefined` before the digits makes it NaN as well.',
    },
  ],
};
