import { type Equivalents, LIST, NEVER_ABSENT, TEXT } from './equivalent.ts';

const EACH_HAS_ONE = 'It is there for the types: each refusal has a remedy.';

export const RULES: Equivalents = {
  'libs/payouts/eligibility.ts': [
    { on: 'affiliate.maturing ?? []', from: '[]', to: LIST, reason: NEVER_ABSENT },
    { on: 'REMEDIES[code] ??', from: '{', to: '{}', reason: EACH_HAS_ONE },
    { on: 'REMEDIES[code] ??', from: "'Contact us.'", to: '""', reason: EACH_HAS_ONE },
    { on: 'REMEDIES[code] ??', from: "'company'", to: '""', reason: EACH_HAS_ONE },
  ],
  'libs/payouts/provider.ts': [
    {
      on: 'const isForgotten',
      from: 'payout.provider?.first_attempt_at',
      to: 'payout.provider.first_attempt_at',
      reason: NEVER_ABSENT,
    },
  ],
  'libs/payouts/requests.ts': [
    { on: 'stamp.payoutIds[index]', from: "''", to: TEXT, reason: NEVER_ABSENT },
    {
      on: 'const aheadMs',
      from: 'time === undefined',
      to: 'false',
      reason: 'It is there for the types: the date of undefined is no number, either.',
    },
  ],
};
