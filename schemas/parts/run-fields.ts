/** The fields of requests about runs. Each description completes the sentence "<field> must be …". */
export const form = {
  enum: ['paypal', 'paypal_csv', 'zelle_csv'],
  description: 'paypal, paypal_csv or zelle_csv',
} as const;

const DAY = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const CLOCK = 'T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z';

export const dateOrTime = {
  type: 'string',
  pattern: `^${DAY}(?:${CLOCK})?$`,
  description: 'a date, such as 2027-01-31, or a time in ISO 8601 UTC, such as 2027-01-31T12:00:00Z',
} as const;

export const runHash = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'the hash of the run',
} as const;

export const dryRun = { enum: ['true', 'false'], description: 'true or false' } as const;
