import { describe, expect, it } from 'vitest';
import { openAccount, requestOf } from './account.ts';

const ID = expect.stringMatching(/^[A-Z0-9]{13}$/);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const AMOUNT = { currency: 'USD', value: '50.00' };

describe('an access token', () => {
  it('is issued for the credentials, sent as a form', async () => {
    const { token } = await openAccount();
    expect(await token()).toMatchObject({
      status: 200,
      json: {
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 32_400,
        scope: expect.any(String),
        app_id: expect.any(String),
      },
    });
  });

  it('is not issued for wrong credentials or without the grant type', async () => {
    const { token } = await openAccount();
    const { status, json } = await token('wrong');
    expect({ status, json }).toEqual({
      status: 401,
      json: { error: 'invalid_client', error_description: expect.any(String) },
    });
    expect(await token('secret', 'grant_type=password')).toMatchObject({ status: 400 });
  });

  it('is required for all other calls, and is valid for nine hours', async () => {
    const { token, call, passDays } = await openAccount();
    const { access_token } = (await token()).json;
    const refused = { status: 401, json: { name: 'AUTHENTICATION_FAILURE', message: expect.any(String) } };
    expect(await call('GET', '/v1/payments/payouts/X', undefined, access_token)).toMatchObject({
      status: 404,
    });
    expect(await call('POST', '/v1/payments/payouts', requestOf('b'), 'unknown')).toMatchObject(refused);
    expect(await call('GET', '/v1/elsewhere', undefined, 'unknown')).toMatchObject(refused);
    passDays(9 / 24);
    expect(await call('GET', '/v1/payments/payouts/X', undefined, access_token)).toMatchObject(refused);
  });

  it('is no longer valid once all were expired, and a new one is', async () => {
    const { simulator, token, call } = await openAccount();
    const { access_token } = (await token()).json;
    simulator.expireTokens();
    expect(await call('GET', '/v1/payments/payouts/X', undefined, access_token)).toMatchObject({
      status: 401,
    });
    expect(await call('GET', '/v1/payments/payouts/X')).toMatchObject({ status: 404 });
  });
});

describe('GET', () => {
  it('shows a batch and its item, before and after payment', async () => {
    const { pay, getBatch, simulator } = await openAccount();
    const id = (await pay('batch-1')).json.batch_header.payout_batch_id;
    const header = {
      payout_batch_id: id,
      time_created: TIME,
      sender_batch_header: { sender_batch_id: 'batch-1', email_subject: 'You have a payout' },
      funding_source: 'BALANCE',
      amount: AMOUNT,
    };
    const item = {
      payout_item_id: ID,
      payout_batch_id: id,
      payout_item: {
        recipient_type: 'EMAIL',
        amount: AMOUNT,
        receiver: 'ann@example.com',
        sender_item_id: 'batch-1',
        recipient_wallet: 'PAYPAL',
      },
      links: expect.any(Array),
    };
    const links = expect.any(Array);
    expect((await getBatch(id)).json).toEqual({
      batch_header: { ...header, batch_status: 'PENDING' },
      items: [{ ...item, transaction_status: 'PENDING' }],
      links,
    });
    await simulator.settle();
    const fee = { currency: 'USD', value: '0.25' };
    expect((await getBatch(id)).json).toEqual({
      batch_header: { ...header, batch_status: 'SUCCESS', time_completed: TIME, fees: fee },
      items: [
        {
          ...item,
          transaction_id: expect.stringMatching(/^[A-Z0-9]{17}$/),
          transaction_status: 'SUCCESS',
          payout_item_fee: fee,
          time_processed: TIME,
        },
      ],
      links,
    });
  });

  it('shows an item as its batch shows it', async () => {
    const { pay, onlyItem, simulator } = await openAccount();
    await pay('batch-1');
    await simulator.settle();
    const { status, json } = await onlyItem();
    expect({ status, json }).toEqual({ status: 200, json: simulator.batches()[0]?.items[0] });
  });

  it('shows a batch of many items in pages', async () => {
    const { call } = await openAccount();
    const items = ['1', '2', '3'].map((id) => requestOf(id).items[0]);
    const created = await call('POST', '/v1/payments/payouts', { ...requestOf('b'), items });
    const path = `/v1/payments/payouts/${created.json.batch_header.payout_batch_id}`;
    const page = (await call('GET', `${path}?page_size=2&page=2`)).json;
    expect(page.items).toMatchObject([{ payout_item: { sender_item_id: '3' } }]);
    expect(page.batch_header.amount).toEqual({ currency: 'USD', value: '150.00' });
  });

  it('returns 404 for what does not exist', async () => {
    const { getBatch, getItem, call } = await openAccount();
    const unknown = { status: 404, json: { name: 'INVALID_RESOURCE_ID' } };
    expect(await getBatch('NOBATCH')).toMatchObject(unknown);
    expect(await getItem('NOITEM')).toMatchObject(unknown);
    expect(await call('POST', '/v1/payments/payouts-item/NOITEM/cancel')).toMatchObject(unknown);
    expect(await call('GET', '/v1/other')).toMatchObject({
      status: 404,
      json: { name: 'RESOURCE_NOT_FOUND' },
    });
  });
});

describe('the log of calls', () => {
  it('has each call and its answer, without credentials', async () => {
    const { pay, getBatch, simulator } = await openAccount();
    const id = (await pay('batch-1')).json.batch_header.payout_batch_id;
    await getBatch(id);
    expect(simulator.calls).toEqual([
      { on: 'token', method: 'POST', path: '/v1/oauth2/token', status: 200 },
      { on: 'create', method: 'POST', path: '/v1/payments/payouts', status: 201, body: requestOf('batch-1') },
      { on: 'token', method: 'POST', path: '/v1/oauth2/token', status: 200 },
      { on: 'batch', method: 'GET', path: `/v1/payments/payouts/${id}`, status: 200 },
    ]);
  });
});
