/**
 * The fields that requests share. Each description completes the sentence "<field> must be …", which is what
 * a caller reads when it is not.
 */

/** The limits are rules, with codes of their own, so the schema asks for the type only. */
export const amount = { type: 'integer', description: 'a whole number of cents' } as const;

export const paymentMethod = { enum: ['paypal', 'zelle'], description: 'paypal or zelle' } as const;

const LOCAL_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const REST_OF_LABEL = '(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

/**
 * An address that mail can reach: what SES and PayPal would refuse is refused here. 127 characters is
 * PayPal's limit.
 */
export const paymentEmail = {
  type: 'string',
  maxLength: 127,
  pattern: [
    `^(?=.{1,64}@)${LOCAL_ATOM}(?:\\.${LOCAL_ATOM})*`,
    `@(?:[A-Za-z0-9]${REST_OF_LABEL}\\.)+[A-Za-z]${REST_OF_LABEL}$`,
  ].join(''),
  description: 'an e-mail address of at most 127 characters',
} as const;

/** The form only; whether it is a time at all, and in the future, is a rule. */
export const scheduledFor = {
  type: 'string',
  pattern:
    '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$',
  description: 'a time in ISO 8601 UTC, such as 2027-01-31T12:00:00Z',
} as const;

/** Free text of a person. NUL and lone surrogates are no text, and some readers choke on them. */
const text = { type: 'string', minLength: 1, maxLength: 1000, pattern: '^[^\\0\\p{Surrogate}]*$' } as const;

export const notes = { ...text, description: 'text of 1 to 1000 characters' } as const;

export const override = { ...text, description: 'text of 1 to 1000 characters' } as const;

export const reason = { ...text, description: 'text of 1 to 1000 characters' } as const;

/** It is logged, so it must not be an e-mail address. */
export const operator = {
  type: 'string',
  pattern: '^[^\\0@\\p{Surrogate}]{1,128}$',
  description: "a person's name of 1 to 128 characters, without an @",
} as const;

export const transactionId = {
  type: 'string',
  pattern: '^[!-~](?:[ -~]{0,126}[!-~])?$',
  description: '1 to 128 printable ASCII characters',
} as const;

export const receiptNumber = {
  type: 'string',
  pattern: '^[Rr]-[0-9A-Za-z]{1,12}$',
  description: "a receipt's number, such as R-0A1B2C3D4E5F",
} as const;

export const affiliateId = {
  type: 'string',
  maxLength: 512,
  pattern: '^\\P{Surrogate}+$',
  description: 'the id of an affiliate',
} as const;

/** The `next` of a report. It is whatever id another service has chosen, up to DynamoDB's limit for a key. */
export const lastAffiliateId = {
  ...affiliateId,
  maxLength: 2048,
  description: 'the next of a report',
} as const;

/** A part of a table, of those that a scan divides it into: one for each hour of a day. */
export const segment = {
  type: 'integer',
  minimum: 0,
  maximum: 23,
  description: 'a whole number from 0 to 23',
} as const;

export const idempotencyKey = {
  type: 'string',
  pattern: '^(?:"[ -~]{1,255}"|[!#-~](?:[ -~]{0,253}[!-~])?)$',
  description: '1 to 255 printable ASCII characters, bare or in double quotes',
} as const;

export const reference = {
  type: 'string',
  pattern: '^[ -~]{1,255}$',
  description: '1 to 255 printable ASCII characters',
} as const;

export const payoutStatus = {
  enum: ['scheduled', 'pending', 'processing', 'completed', 'failed', 'cancelled'],
  description: 'scheduled, pending, processing, completed, failed or cancelled',
} as const;

const STATUS = `(?:${payoutStatus.enum.join('|')})`;

/** Several of them are one text, as a query string has it. */
export const payoutStatuses = {
  type: 'string',
  pattern: `^${STATUS}(?:,${STATUS})*$`,
  description: `${payoutStatus.description}, or several of them separated by commas`,
} as const;

/** The form only; whether there is such a day is a rule. */
export const dateOrTime = {
  type: 'string',
  pattern:
    '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,3})?)?Z)?$',
  description: 'a date such as 2027-01-31, or a time in ISO 8601 UTC such as 2027-01-31T12:00:00Z',
} as const;

/** A query string is text, so a number is a pattern. */
export const limit = {
  type: 'string',
  pattern: '^(?:[1-9][0-9]?|100)$',
  description: 'a whole number from 1 to 100',
} as const;

/** The same for a file. */
export const rowLimit = {
  type: 'string',
  pattern: '^(?:[1-9][0-9]{0,3}|10000)$',
  description: 'a whole number from 1 to 10000',
} as const;

/** The limits are rules, so any whole number is taken that can be counted. */
export const amountInQuery = {
  type: 'string',
  pattern: '^(?:0|[1-9][0-9]{0,14})$',
  description: 'a whole number of cents',
} as const;

export const cursor = {
  type: 'string',
  minLength: 1,
  maxLength: 8192,
  description: 'a next_cursor of this list',
} as const;
