import { BOTH_SIDES, type Equivalents, LIST, NEVER_ABSENT, TEXT } from './equivalent.ts';

const NO_SEPARATOR = 'A text without a separator has none, whatever it says.';
const NO_SUCH = 'No cell says this, so it is told from all that cells say, as the empty text is.';

export const RUNS: Equivalents = {
  'libs/csv/read-csv.ts': [
    {
      on: 'error instanceof CsvError',
      from: 'error instanceof CsvError',
      to: 'true',
      reason: 'The parser throws nothing else; anything else would be a fault of ours, to be logged as one.',
    },
    { on: 'const first', from: "''", to: TEXT, reason: NO_SEPARATOR },
  ],
  'libs/payouts/runs/as-said.ts': [
    {
      on: 'UNSEEN',
      from: '/[\\p{C}\\p{Zl}\\p{Zp}]+/gu',
      to: '/[\\p{C}\\p{Zl}\\p{Zp}]/gu',
      reason: 'Each is replaced by nothing, alone or together with the next one.',
    },
  ],
  'libs/payouts/runs/file.ts': [{ on: 'fileIds.get', from: "''", to: TEXT, reason: NEVER_ABSENT }],
  'libs/payouts/runs/freeze.ts': [
    {
      on: "payment_email = ''",
      from: "''",
      to: TEXT,
      reason: 'It is no address either, and so the same reason is given.',
    },
  ],
  'libs/payouts/runs/judge-rows.ts': [
    { on: 'ACTIONS.get', from: "''", to: TEXT, reason: NO_SUCH },
    { on: '} = said;', from: "''", to: TEXT, reason: NO_SUCH },
    { on: 'JSON.stringify', from: 'status.toLowerCase()', to: 'status.toUpperCase()', reason: BOTH_SIDES },
  ],
  'libs/payouts/runs/match-rows.ts': [
    { on: 'fileIds.get', from: "''", to: TEXT, reason: NEVER_ABSENT },
    {
      on: 'payment_email === undefined',
      from: 'cents === undefined',
      to: 'false',
      reason: 'No payout has that address and no amount, so none is found either way.',
    },
    {
      on: 'address.toLowerCase()}',
      from: 'address.toLowerCase()',
      to: 'address.toUpperCase()',
      reason: BOTH_SIDES,
    },
  ],
  'libs/payouts/runs/result-rows.ts': [
    { on: 'const cell =', from: 'cells[index]?.trim', to: 'cells[index].trim', reason: NEVER_ABSENT },
    {
      on: 'AMOUNT.exec',
      from: '[]',
      to: LIST,
      reason: 'Only what follows the first element is read, and there is nothing.',
    },
  ],
};
