/** The fields of requests about runs. Each description completes the sentence "<field> must be …". */
export const form = {
  enum: ['paypal', 'paypal_csv', 'zelle_csv'],
  description: 'paypal, paypal_csv or zelle_csv',
} as const;

export const runHash = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'the hash of the run',
} as const;

export const dryRun = { enum: ['true', 'false'], description: 'true or false' } as const;
