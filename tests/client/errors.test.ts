import { describe, expect, it } from 'vitest';
import { type Balance, createClient, type ErrorDetails, PayoutsApiError } from '../../client/index.ts';
import { buildRouter } from '../../functions/router.ts';
import { localToken } from '../../local/token.ts';
import { fetchFrom } from '../../testing/fetch-from.ts';
import { useHandler } from '../../testing/use-handler.ts';
import { addAffiliate } from '../../testing/world.ts';
import { clientWith, failsAtTheGateway, isAnswered, isLost, thrownBy } from './faulty-fetch.ts';

const { world, handler: router } = useHandler(buildRouter);

async function clientOfAffiliate() {
  const { user_id } = await addAffiliate(world);
  return clientWith([], { fetch: fetchFrom(router), token: localToken(user_id) });
}

describe('an error of the API', () => {
  it('has code, details, status, request id and key', async () => {
    const { client, sent } = await clientOfAffiliate();
    const thrown = await thrownBy(client.payouts.request({ amount: 60_000 }, { idempotencyKey: 'k' }));
    expect(thrown).toBeInstanceOf(PayoutsApiError);
    expect(thrown).toBeInstanceOf(Error);
    expect({ ...(thrown as PayoutsApiError), message: (thrown as Error).message }).toStrictEqual({
      name: 'PayoutsApiError',
      message: '60000 cents ($600.00) were requested, but 50000 cents ($500.00) are available.',
      code: 'insufficient_balance',
      details: { available: 50_000, requested: 60_000 },
      status: 400,
      requestId: sent[0]?.requestId,
      idempotencyKey: 'k',
      retryAfterMs: undefined,
    });
  });

  it('is recognized by its code, which gives its details their type', async () => {
    const { client } = await clientOfAffiliate();
    const thrown = (await thrownBy(client.payouts.request({ amount: 60_000 }))) as PayoutsApiError;
    if (!thrown.is('insufficient_balance')) throw thrown;
    const details: ErrorDetails['insufficient_balance'] = thrown.details;
    expect(details.available).toBe(50_000);
    expect(thrown.is('amount_above_maximum')).toBe(false);
  });

  it('without details has none', async () => {
    const { client } = await clientOfAffiliate();
    const thrown = await thrownBy(client.payouts.get('none'));
    expect(thrown).toMatchObject({ code: 'payout_not_found', status: 404, details: undefined });
    expect(thrown).toMatchObject({ idempotencyKey: undefined, isOutcomeUnknown: false });
  });
});

describe('the request id', () => {
  it('is one for all tries of a call, and another for the next', async () => {
    const { client, sent } = clientWith([isLost, isLost, isLost, isLost], { retries: 1 });
    const first = await thrownBy(client.payouts.balance());
    const second = await thrownBy(client.payouts.balance());
    const ids = sent.map(({ requestId }) => requestId);
    expect(ids).toStrictEqual([ids[0], ids[0], ids[2], ids[2]]);
    expect(ids[2]).not.toBe(ids[0]);
    expect([first, second]).toMatchObject([{ requestId: ids[0] }, { requestId: ids[2] }]);
  });

  it('is the one of the answer, if it has another', async () => {
    const other = isAnswered(400, { error: { code: 'invalid_json' } }, { 'X-Request-Id': 'by-the-gateway' });
    const { client } = clientWith([other]);
    expect(await thrownBy(client.payouts.balance())).toMatchObject({ requestId: 'by-the-gateway' });
  });
});

describe('what is not an answer of the API', () => {
  it('is an error of its own: a page of a gateway', async () => {
    const { client } = clientWith([failsAtTheGateway], { retries: 0 });
    const thrown = (await thrownBy(client.payouts.request({ amount: 5000 }))) as PayoutsApiError;
    expect({ ...thrown, message: thrown.message }).toStrictEqual({
      name: 'PayoutsApiError',
      message: 'The answer, with status 502, is not one of the payouts API.',
      code: 'unexpected_answer',
      details: undefined,
      status: 502,
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/),
      retryAfterMs: undefined,
    });
  });

  it.each([
    ['no JSON', 200, 'Sign in to this network'],
    ['null', 200, 'null'],
    ['text', 200, '"hello"'],
    ['without data', 200, '{"success":true}'],
    ['with null for data', 200, '{"data":null}'],
    ['without what was asked for', 200, '{"data":{"payout":{}}}'],
    ['a failure without an error', 403, '{"message":"Forbidden"}'],
    ['a failure with an error in text', 403, '{"error":"Forbidden"}'],
    ['a failure with a code that is a number', 403, '{"error":{"code":7}}'],
    ['a failure with null', 403, '{"error":null}'],
  ])('is an error of its own: %s', async (_, status, body) => {
    const { client } = clientWith([isAnswered(status, body)], { retries: 0 });
    const thrown = await thrownBy(client.payouts.balance());
    expect(thrown).toMatchObject({ code: 'unexpected_answer', status });
  });

  it('is an error of its own: a receipt that is not a PDF', async () => {
    const { client } = clientWith([isAnswered(200, '<html>', { 'Content-Type': 'text/html' })], {
      retries: 0,
    });
    expect(await thrownBy(client.payouts.receipt('p-1'))).toMatchObject({ code: 'unexpected_answer' });
  });

  it('keeps the cause if nothing came', async () => {
    const { client } = clientWith([isLost], { retries: 0 });
    expect(await thrownBy(client.payouts.balance())).toMatchObject({
      code: 'no_answer',
      message: 'The API could not be reached, or the connection was lost.',
      status: undefined,
      cause: { message: 'fetch failed', cause: { code: 'ECONNRESET' } },
    });
  });
});

describe('what a caller does wrong', () => {
  it('in a header is thrown as it is, and not sent', async () => {
    const { client, sent } = await clientOfAffiliate();
    const call = client.payouts.request({ amount: 5000 }, { idempotencyKey: 'größe → 7' });
    expect(await thrownBy(call)).toBeInstanceOf(TypeError);
    expect(sent).toHaveLength(0);
  });

  it.each(['..', 'request', 'a/../../b', '%', '?x=1', 'a b', '🙂'])(
    'in an id stays in it: %s',
    async (id) => {
      const { client, sent } = await clientOfAffiliate();
      expect(await thrownBy(client.payouts.cancel(id))).toMatchObject({ status: 404 });
      expect(sent[0]?.path).not.toContain('?');
    },
  );
});

it('the base address may end in slashes and have a path', async () => {
  const seen: string[] = [];
  const fetch = async (url: string) => {
    seen.push(url);
    const balance: Balance = { total_earned: 1, total_paid: 0, pending: 0, available: 1 };
    return Response.json({ data: { balance } });
  };
  for (const baseUrl of ['https://x.example/api//', 'https://x.example/api', '/api', '']) {
    await createClient({ baseUrl, token: 't', fetch }).payouts.balance();
  }
  const path = '/payouts/balance';
  expect(seen).toStrictEqual([
    `https://x.example/api${path}`,
    `https://x.example/api${path}`,
    `/api${path}`,
    path,
  ]);
});
