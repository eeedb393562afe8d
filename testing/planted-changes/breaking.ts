import {
  AFFILIATE,
  BALANCE,
  BULK,
  type Change,
  LIST,
  operation,
  PROCESS,
  parameter,
  REQUEST,
  remove,
  schema,
} from './document.ts';

/** A change, and the operations whose callers it may break. */
type Planted = [what: string, change: Change, broken: string[]];

/** What breaks callers: each of them has to be found. */
export const BREAKING: Planted[] = [
  ['a removed path', ({ paths }) => delete paths['/payouts/balance'], [BALANCE]],
  ['a removed method', (document) => delete document.paths['/payouts'].get, [LIST]],
  [
    'a removed webhook',
    ({ webhooks }) => {
      delete webhooks.paypal;
    },
    ['POST paypal'],
  ],
  [
    'another name, as clients call it',
    (document) => Object.assign(operation(document, LIST), { operationId: 'payouts' }),
    [LIST],
  ],
  [
    'a removed member of an answer',
    (document) => {
      delete schema(document, 'Balance').properties.pending;
      remove(schema(document, 'Balance').required, 'pending');
    },
    [AFFILIATE, BALANCE],
  ],
  [
    'a removed member of an answer that was not always there',
    (document) => delete schema(document, 'Balance').properties.maturing,
    [AFFILIATE, BALANCE],
  ],
  [
    'a member of an answer that may be absent',
    (document) => remove(schema(document, 'Balance').required, 'pending'),
    [AFFILIATE, BALANCE],
  ],
  [
    'a member of an answer that may be null',
    (document) =>
      Object.assign(schema(document, 'Balance').properties.pending, { type: ['integer', 'null'] }),
    [AFFILIATE, BALANCE],
  ],
  [
    'a member of an answer with another type',
    (document) => Object.assign(schema(document, 'Balance').properties.pending, { type: 'string' }),
    [AFFILIATE, BALANCE],
  ],
  [
    'a value more in a closed list of an answer',
    (document) => schema(document, 'RequestedPayout').properties.status.enum.push('lost'),
    [BULK, REQUEST],
  ],
  [
    'a new required member of a request',
    (document) => {
      schema(document, 'RequestPayoutBody').properties.currency = { type: 'string' };
      schema(document, 'RequestPayoutBody').required.push('currency');
    },
    [BULK, REQUEST],
  ],
  [
    'a removed member of a request',
    (document) => delete schema(document, 'RequestPayoutBody').properties.scheduled_for,
    [BULK, REQUEST],
  ],
  [
    'a narrowed list of values in a request',
    (document) => remove(schema(document, 'RequestPayoutBody').properties.payment_method.enum, 'zelle'),
    [BULK, REQUEST],
  ],
  [
    'a stricter limit',
    (document) => Object.assign(parameter(document, LIST, 'limit').schema, { maximum: 50 }),
    [LIST],
  ],
  [
    'a shorter list in a request',
    (document) => Object.assign(schema(document, 'RequestBulkBody').properties.payouts, { maxItems: 10 }),
    [BULK],
  ],
  [
    'a stricter form',
    (document) =>
      Object.assign(schema(document, 'CompleteInstruction').properties.transaction_id, { pattern: '^T' }),
    [PROCESS],
  ],
  [
    'an action that is no longer taken',
    (document) => {
      const { oneOf } = schema(document, 'ProcessPayoutBody');
      oneOf.splice(0, 1);
    },
    [PROCESS],
  ],
  [
    'a removed filter',
    (document) => {
      const { parameters } = operation(document, LIST);
      remove(parameters, parameter(document, LIST, 'status'));
    },
    [LIST],
  ],
  [
    'a filter that is required',
    (document) => Object.assign(parameter(document, LIST, 'status'), { required: true }),
    [LIST],
  ],
  [
    'a removed status of success',
    (document) => {
      delete operation(document, REQUEST).responses['201'];
    },
    [REQUEST],
  ],
  [
    'a removed status of failure',
    (document) => {
      delete operation(document, REQUEST).responses['422'];
    },
    [REQUEST],
  ],
  [
    'a new status of success',
    (document) => {
      const { responses } = operation(document, REQUEST);
      responses['202'] = responses['201'];
    },
    [REQUEST],
  ],
  [
    'a removed header',
    (document) => {
      delete operation(document, REQUEST).responses['201'].headers['Idempotency-Replayed'];
    },
    [REQUEST],
  ],
  [
    'a document of another type',
    (document) => {
      const { responses } = operation(document, 'GET /payouts/{payout_id}/receipt');
      responses['200'].content = { 'text/html': { schema: {} } };
    },
    ['GET /payouts/{payout_id}/receipt'],
  ],
  [
    'a scope that was not needed',
    (document) => Object.assign(operation(document, LIST), { security: [{ bearer: ['admin:read'] }] }),
    [LIST],
  ],
  [
    "a member of a partner's event that is required",
    (document) => schema(document, 'PayoutCompletedEvent').properties.data.required.push('transaction_id'),
    ['POST bank-partner'],
  ],
];
