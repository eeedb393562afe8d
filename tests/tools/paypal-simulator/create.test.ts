import { describe, expect, it } from 'vitest';
import { openAccount, requestOf } from './account.ts';

const ID = expect.stringMatching(/^[A-Z0-9]{13}$/);

describe('a create call', () => {
  it('returns a batch that is only accepted so far', async () => {
    const { pay, simulator } = await openAccount();
    const { status, json } = await pay('batch-1');
    expect({ status, json }).toEqual({
      status: 201,
      json: {
        batch_header: {
          payout_batch_id: ID,
          batch_status: 'PENDING',
          sender_batch_header: { sender_batch_id: 'batch-1', email_subject: 'You have a payout' },
        },
        links: [
          {
            href: `${simulator.url}/v1/payments/payouts/${json.batch_header.payout_batch_id}`,
            rel: 'self',
            method: 'GET',
            encType: 'application/json',
          },
        ],
      },
    });
    expect(simulator.payments()).toEqual([]);
  });

  const item = requestOf('b').items[0];
  const wrong: [string, unknown, string][] = [
    ['no header', { items: [item] }, 'sender_batch_header.sender_batch_id'],
    ['no id', { sender_batch_header: {}, items: [item] }, 'sender_batch_header.sender_batch_id'],
    ['an id of 257', requestOf('x'.repeat(257)), 'sender_batch_header.sender_batch_id'],
    ['no items', { ...requestOf('b'), items: [] }, 'items'],
    ['15001 items', { ...requestOf('b'), items: Array(15_001).fill(item) }, 'items'],
    [
      'another kind of receiver',
      requestOf('b', 'x@y.z', { recipient_type: 'PHONE' }),
      'items[0].recipient_type',
    ],
    ['no address', requestOf('b', 'somebody'), 'items[0].receiver'],
    ['an address of 128', requestOf('b', `${'x'.repeat(120)}@ab.test`), 'items[0].receiver'],
    [
      'an item id of 64',
      requestOf('b', 'x@y.z', { sender_item_id: 'x'.repeat(64) }),
      'items[0].sender_item_id',
    ],
    ['another currency', amountOf('1.00', 'EUR'), 'items[0].amount.currency'],
    ...['0.00', '20000.01', '5', '5.0', '5.000', '-5.00', '1e3', ' 5.00'].map(
      (value): [string, unknown, string] => [`"${value}"`, amountOf(value), 'items[0].amount.value'],
    ),
    ['a number', amountOf(5), 'items[0].amount.value'],
    ['null', null, 'sender_batch_header.sender_batch_id'],
  ];
  it.each(wrong)('is refused with %s, and the answer names the field', async (_name, body, field) => {
    const { call, simulator } = await openAccount();
    expect(await call('POST', '/v1/payments/payouts', body)).toMatchObject({
      status: 400,
      json: {
        name: 'VALIDATION_ERROR',
        message: expect.any(String),
        debug_id: expect.any(String),
        details: expect.arrayContaining([{ field, location: 'body', issue: expect.any(String) }]),
      },
    });
    expect(simulator.batches()).toEqual([]);
  });

  it('is refused if it is not JSON', async () => {
    const { call } = await openAccount();
    expect(await call('POST', '/v1/payments/payouts', '{')).toMatchObject({
      status: 400,
      json: { name: 'MALFORMED_REQUEST' },
    });
  });

  it('may be as large as the limits', async () => {
    const { pay } = await openAccount();
    const atTheLimit = { sender_item_id: 'x'.repeat(63), amount: { currency: 'USD', value: '20000.00' } };
    expect(await pay('x'.repeat(256), `${'x'.repeat(119)}@ab.test`, atTheLimit)).toMatchObject({
      status: 201,
    });
  });
});

function amountOf(value: unknown, currency = 'USD') {
  return requestOf('b', 'x@y.z', { amount: { currency, value } });
}
