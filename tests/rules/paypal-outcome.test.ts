import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../libs/paypal/outcome.ts';

const LINK = { href: 'https://api-m.paypal.com/v1/payments/payouts/CR9VS2K4X4846' };
const BATCH = { batch_header: { payout_batch_id: 'CR9VS2K4X4846', batch_status: 'PENDING' } };
const ACCEPTED = { kind: 'accepted', batchId: 'CR9VS2K4X4846' };
const DUPLICATE = { kind: 'duplicate', batchId: 'CR9VS2K4X4846' };
const LIMITED = { kind: 'limited', retryAfterMs: undefined };

const error = (name: string, ...details: unknown[]) => ({ name, message: 'Invalid.', details });
const refused = (name: string) => ({ kind: 'refused', name });
const blocked = (name: string) => ({ kind: 'blocked', name });
const unknown = (why: string) => ({ kind: 'unknown', why: `PayPal answered ${why}.` });
const ABOUT_RECEIVER = { field: 'items[0].receiver', issue: 'Receiver is invalid' };

const ANSWERS: [string, number, unknown, object][] = [
  ['201 with a batch', 201, BATCH, ACCEPTED],
  ['201 with what is no batch', 201, { hello: 'world' }, unknown('201')],
  ['200 with a batch', 200, BATCH, unknown('200')],
  ['no JSON', 400, undefined, unknown('400')],
  ['an error without a name', 400, { message: 'no' }, unknown('400')],
  ['500', 500, error('INTERNAL_ERROR'), unknown('500, INTERNAL_ERROR')],
  ['503', 503, error('VALIDATION_ERROR'), unknown('503, VALIDATION_ERROR')],
  ['404', 404, error('INVALID_RESOURCE_ID'), unknown('404, INVALID_RESOURCE_ID')],
  ['409', 409, error('RESOURCE_CONFLICT'), unknown('409, RESOURCE_CONFLICT')],
  ['429', 429, error('RATE_LIMIT_REACHED'), LIMITED],
  ['401', 401, error('INVALID_TOKEN'), blocked('AUTHENTICATION_FAILURE')],
  ['401 without a body', 401, undefined, blocked('AUTHENTICATION_FAILURE')],
  ['403', 403, error('ANYTHING'), blocked('ANYTHING')],
  ['funds', 422, error('INSUFFICIENT_FUNDS'), blocked('INSUFFICIENT_FUNDS')],
  ['a negative balance', 400, error('NEGATIVE_BALANCE'), blocked('NEGATIVE_BALANCE')],
  ['the sender', 422, error('SENDER_RESTRICTED'), blocked('SENDER_RESTRICTED')],
  ['a sender of a new kind', 400, error('SENDER_SOMETHING'), blocked('SENDER_SOMETHING')],
  ['the receiver', 400, error('VALIDATION_ERROR', ABOUT_RECEIVER), refused('VALIDATION_ERROR')],
  ['the receiver, 422', 422, error('RECEIVER_COUNTRY', ABOUT_RECEIVER), refused('RECEIVER_COUNTRY')],
  ['no details', 400, { name: 'VALIDATION_ERROR', details: null }, refused('VALIDATION_ERROR')],
  ['odd details', 400, error('VALIDATION_ERROR', null, 'text', 7), refused('VALIDATION_ERROR')],
  ['M19: a request id', 400, error('DUPLICATE_REQUEST_ID'), unknown('400, DUPLICATE_REQUEST_ID')],
  [
    'M19: a batch that exists, without a field',
    400,
    error('USER_BUSINESS_ERROR', { issue: 'Batch with given sender_batch_id already exists' }),
    unknown('400, USER_BUSINESS_ERROR'),
  ],
  [
    'M19: a batch that exists, in the message only',
    422,
    { name: 'UNPROCESSABLE_ENTITY', message: 'Duplicate batch request' },
    unknown('422, UNPROCESSABLE_ENTITY'),
  ],
  [
    'M19: a batch that exists, said in another form',
    400,
    error('VALIDATION_ERROR', { issue: ['Batch already exists'] }),
    unknown('400, VALIDATION_ERROR'),
  ],
  [
    'M19: a batch that exists, in a message of another form',
    400,
    { name: 'VALIDATION_ERROR', message: { text: 'Duplicate batch request' } },
    unknown('400, VALIDATION_ERROR'),
  ],
  [
    'M19: nothing but a business error',
    400,
    error('USER_BUSINESS_ERROR'),
    unknown('400, USER_BUSINESS_ERROR'),
  ],
  [
    'M19: a business error whose details say nothing',
    400,
    error('USER_BUSINESS_ERROR', null, 'text', 7),
    unknown('400, USER_BUSINESS_ERROR'),
  ],
  ['a business error', 400, error('USER_BUSINESS_ERROR', ABOUT_RECEIVER), refused('USER_BUSINESS_ERROR')],
  [
    'one in progress',
    400,
    error('PREVIOUS_REQUEST_IN_PROGRESS'),
    unknown('400, PREVIOUS_REQUEST_IN_PROGRESS'),
  ],
  ['one in progress, in one word', 400, error('REQUEST_INPROGRESS'), unknown('400, REQUEST_INPROGRESS')],
  ['M19: an existing one, in one word', 400, error('ALREADYEXISTS'), unknown('400, ALREADYEXISTS')],
  [
    'the id, with its batch',
    400,
    error('USER_BUSINESS_ERROR', { field: 'SENDER_BATCH_ID', link: [LINK] }),
    DUPLICATE,
  ],
  [
    'the id, with one link',
    400,
    error('USER_BUSINESS_ERROR', { field: 'SENDER_BATCH_ID', link: LINK }),
    DUPLICATE,
  ],
  [
    'an existing batch, with its link',
    400,
    error('USER_BUSINESS_ERROR', { issue: 'already exists', link: [LINK] }),
    DUPLICATE,
  ],
  [
    'the id behind another complaint',
    400,
    error('VALIDATION_ERROR', ABOUT_RECEIVER, { field: 'sender_batch_header.sender_batch_id', link: [LINK] }),
    DUPLICATE,
  ],
  [
    'the id, with an odd link',
    400,
    error('USER_BUSINESS_ERROR', { field: 'SENDER_BATCH_ID', link: [null] }),
    unknown('400, USER_BUSINESS_ERROR'),
  ],
  [
    'the id, with a link to more than a batch',
    400,
    error('USER_BUSINESS_ERROR', { field: 'SENDER_BATCH_ID', link: [{ href: `${LINK.href}?page=1` }] }),
    unknown('400, USER_BUSINESS_ERROR'),
  ],
  [
    'the id, by another status',
    403,
    error('USER_BUSINESS_ERROR', { field: 'SENDER_BATCH_ID', link: [LINK] }),
    unknown('403, USER_BUSINESS_ERROR'),
  ],
];

describe('the answer to a post', () => {
  it.each(ANSWERS)('%s (%d) is judged by what it says', (_, status, body, outcome) =>
    expect(outcomeOf({ status, body })).toStrictEqual(outcome),
  );
});
