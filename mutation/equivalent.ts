/** A change that changes nothing that anybody could see, and why. */
interface Equivalent {
  /** A piece of the text that is changed. */
  from: string;
  to: string;
  reason: string;
}

/** What Stryker puts in the place of an empty text, and of an empty list. */
const TEXT = '"Stryker was here!"';
const LIST = '["Stryker was here"]';

const NEVER_ABSENT = 'It is there for the types: the value is never absent.';
const NO_SEPARATOR = 'A text without a separator has none, whatever it says.';
const NO_SUCH = 'No cell says this, so it is told from all that cells say, as the empty text is.';
const BOTH_SIDES = 'Both sides of the comparison are made alike, in whichever case.';

/** By file: the changes that no test can notice. */
export const EQUIVALENT: Record<string, Equivalent[]> = {
  'libs/csv/read-csv.ts': [
    {
      from: 'error instanceof CsvError',
      to: 'true',
      reason: 'The parser throws nothing else; anything else would be a fault of ours, to be logged as one.',
    },
    { from: "''", to: TEXT, reason: NO_SEPARATOR },
  ],
  'libs/payouts/runs/as-said.ts': [
    {
      from: '/[\\p{C}\\p{Zl}\\p{Zp}]+/gu',
      to: '/[\\p{C}\\p{Zl}\\p{Zp}]/gu',
      reason: 'Each is replaced by nothing, alone or together with the next one.',
    },
  ],
  'libs/payouts/runs/file.ts': [
    { from: "''", to: TEXT, reason: NEVER_ABSENT },
    { from: 'byNumber.get(number)?.length', to: 'byNumber.get(number).length', reason: NEVER_ABSENT },
  ],
  'libs/payouts/runs/freeze.ts': [
    { from: "''", to: TEXT, reason: 'It is no address either, and so the same reason is given.' },
  ],
  'libs/payouts/runs/judge-rows.ts': [
    { from: "''", to: TEXT, reason: NO_SUCH },
    { from: 'status.toLowerCase()', to: 'status.toUpperCase()', reason: BOTH_SIDES },
  ],
  'libs/payouts/runs/match-rows.ts': [
    { from: "''", to: TEXT, reason: NEVER_ABSENT },
    {
      from: 'cents === undefined',
      to: 'false',
      reason: 'No payout has that address and no amount, so none is found either way.',
    },
    { from: 'address.toLowerCase()', to: 'address.toUpperCase()', reason: BOTH_SIDES },
  ],
  'libs/payouts/runs/result-rows.ts': [
    { from: 'cells[index]?.trim', to: 'cells[index].trim', reason: NEVER_ABSENT },
    { from: '[]', to: LIST, reason: 'Only what follows the first element is read, and there is nothing.' },
  ],
};
