/** What is mutated together, and the tests that are to notice. Paths are globs from the root. */
export interface Part {
  mutate: string[];
  tests: string[];
}

/** The parts of the code whose guards are tried one by one. Each ends within some ten minutes. */
export const PARTS: Record<string, Part> = {
  rules: {
    mutate: ['libs/payouts/{affiliate,eligibility,provider,requests,transitions,warnings}.ts'],
    tests: [
      'tests/rules/{affiliate,destinations,eligibility-answers,provider}.test.ts',
      'tests/rules/{repeated-ends,requests,steps,transitions,warnings}.test.ts',
    ],
  },
  balances: {
    mutate: ['libs/payouts/{balance,digest,mark,money,reconciliation,summary}.ts'],
    tests: ['tests/rules/{balance,digest,mark,money,payout,reconciliation}.test.ts'],
  },
  records: {
    mutate: [
      'libs/payouts/{address,attention,errors,filter,idempotency,method-name,payout,payout-id}.ts',
      'libs/payouts/{provider-reasons,receipt-number,search-keys,time,undelivered}.ts',
    ],
    tests: ['tests/rules/{filter,keys,payout,payout-errors,reasons,search-keys,time,undelivered}.test.ts'],
  },
  audit: {
    mutate: ['libs/payouts/audit/*.ts'],
    tests: ['tests/rules/{audit,audit-of-affiliates,audit-of-payouts,audit-report}.test.ts'],
  },
  runs: {
    mutate: ['libs/payouts/runs/*.ts', 'libs/csv/*.ts'],
    tests: ['tests/rules/runs/*.test.ts', 'tests/rules/spreadsheet.test.ts'],
  },
  providers: {
    mutate: ['libs/paypal/{certificate-address,outcome,pace,settlement}.ts', 'libs/zelle/settlement.ts'],
    tests: [
      'tests/rules/{settlement,bank-settlement,certificate-address}.test.ts',
      'tests/rules/paypal-{outcome,pace}.test.ts',
    ],
  },
  paypal: {
    mutate: ['libs/paypal/{certificate,client,transport}.ts'],
    tests: [
      'tests/rules/paypal-account.test.ts',
      'tests/endpoints/post-webhooks-paypal/certificate-fetch.test.ts',
      'tests/money/paypal/{transport,tokens,retry-after}.test.ts',
    ],
  },
  letters: {
    mutate: ['libs/email/{digest,mails,on-behalf,owed,render,templates,unlinked}.ts'],
    tests: [
      'tests/rules/mails.test.ts',
      'tests/letters/{digest,letters,links,on-behalf,owed,subject,wording}.test.ts',
    ],
  },
  ses: {
    mutate: ['libs/email/send.ts'],
    tests: ['tests/letters/ses.test.ts'],
  },
  tokens: {
    mutate: [
      'libs/http/{access,cursor,idempotency-key,token}.ts',
      'libs/paypal/signature.ts',
      'libs/runtime/secrets.ts',
      'libs/zelle/signature.ts',
    ],
    tests: [
      'tests/rules/{access,cursor,idempotency-key,settings,token,token-limits}.test.ts',
      'tests/rules/{bank,paypal}-signature.test.ts',
      'tests/deploy/secrets.test.ts',
    ],
  },
  store: {
    mutate: ['libs/store/engine/{aws-errors,batch-get,retry,transaction,write-if-holds}.ts'],
    tests: ['tests/rules/{batch-get,retry,writes}.test.ts'],
  },
};
