import { type Equivalents, TEXT } from './equivalent.ts';

export const BALANCES: Equivalents = {
  'libs/payouts/mark.ts': [
    {
      on: 'affiliate_status: mark',
      from: "''",
      to: TEXT,
      reason: 'Neither of the two begins as a mark does.',
    },
  ],
};
