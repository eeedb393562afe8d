import { describe, expect, it } from 'vitest';
import type { CallFault } from '../../../local/paypal/faults.ts';
import { type Account, openAccount, type Reply, requestOf, send } from './account.ts';

/** Creates a batch. The caller gives up on a call that hangs as soon as it has arrived. */
async function tryToPay({ simulator, token }: Account, isPatient: boolean): Promise<Reply | 'no answer'> {
  const { access_token } = (await token()).json;
  const patience = new AbortController();
  const reply = send(`${simulator.url}/v1/payments/payouts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}` },
    body: JSON.stringify(requestOf('batch')),
    signal: patience.signal,
  }).catch(() => 'no answer' as const);
  await expect.poll(() => simulator.calls.at(-1)?.on, { interval: 5 }).toBe('create');
  if (!isPatient) patience.abort();
  return reply;
}

describe('a fault of a create call', () => {
  const faults: [string, CallFault, object | 'no answer', boolean][] = [
    ['lost before', { on: 'create', kind: 'lost-before' }, 'no answer', false],
    ['lost after', { on: 'create', kind: 'lost-after' }, 'no answer', true],
    ['500', { on: 'create', kind: 'status' }, { status: 500 }, false],
    ['503', { on: 'create', kind: 'status', status: 503 }, { status: 503 }, false],
    ['429', { on: 'create', kind: 'status', status: 429 }, { status: 429 }, false],
    ['500 after', { on: 'create', kind: 'status-after' }, { status: 500 }, true],
    ['hang', { on: 'create', kind: 'hang' }, 'no answer', false],
    ['hang after', { on: 'create', kind: 'hang-after' }, 'no answer', true],
    ['a short delay', { on: 'create', kind: 'delay', ms: 10 }, { status: 201 }, true],
    ['garbage', { on: 'create', kind: 'garbage' }, { status: 201, json: undefined }, true],
    [
      'in progress',
      { on: 'create', kind: 'in-progress' },
      { status: 400, json: { name: 'PREVIOUS_REQUEST_IN_PROGRESS' } },
      false,
    ],
    [
      'a refusal',
      { on: 'create', kind: 'refuse' },
      { status: 422, json: { name: 'INSUFFICIENT_FUNDS' } },
      false,
    ],
    [
      'another refusal',
      { on: 'create', kind: 'refuse', status: 403, name: 'AUTHORIZATION_ERROR' },
      { status: 403, json: { name: 'AUTHORIZATION_ERROR' } },
      false,
    ],
  ];

  it.each(faults)('%s', async (_name, fault, reply, isDone) => {
    const account = await openAccount();
    account.simulator.plan(fault);
    const met = await tryToPay(account, !fault.kind.startsWith('hang'));
    if (reply === 'no answer') expect(met).toBe(reply);
    else expect(met).toMatchObject(reply);
    expect(account.simulator.batches()).toHaveLength(isDone ? 1 : 0);
    expect(account.simulator.calls.at(-1)).toMatchObject({ on: 'create', fault: fault.kind });
  });

  it.each(faults)(
    '%s: the next try is a duplicate, and one item is paid',
    async (_name, fault, _reply, isDone) => {
      const account = await openAccount();
      account.simulator.plan(fault);
      await tryToPay(account, !fault.kind.startsWith('hang'));
      expect(await account.pay('batch')).toMatchObject({ status: isDone ? 400 : 201 });
      await account.simulator.settle();
      expect(account.simulator.payments()).toHaveLength(1);
    },
  );

  it('a long delay: the batch is created although the caller has given up', async () => {
    const account = await openAccount();
    account.simulator.plan({ on: 'create', kind: 'delay', ms: 200 });
    expect(await tryToPay(account, false)).toBe('no answer');
    expect(account.simulator.batches()).toEqual([]);
    await expect.poll(() => account.simulator.batches().length, { interval: 10 }).toBe(1);
  });
});

describe('a fault of other calls', () => {
  it('applies to the token call', async () => {
    const { simulator, token } = await openAccount();
    simulator.plan({ on: 'token', kind: 'status', status: 503 }, { on: 'token', kind: 'garbage' });
    expect(await token()).toMatchObject({ status: 503 });
    expect(await token()).toMatchObject({ status: 200, json: undefined });
    expect(await token()).toMatchObject({ status: 200, json: { token_type: 'Bearer' } });
  });

  it('applies to the batch call and the item call', async () => {
    const { simulator, pay, getBatch, onlyItem } = await openAccount();
    const id = (await pay('batch')).json.batch_header.payout_batch_id;
    simulator.plan({ on: 'item', kind: 'lost-before' }, { on: 'batch', kind: 'garbage' });
    await expect(onlyItem()).rejects.toThrow();
    expect(await getBatch(id)).toMatchObject({ status: 200, json: undefined });
    expect(await onlyItem()).toMatchObject({ status: 200 });
    expect(await getBatch(id)).toMatchObject({ status: 200, json: { items: [{}] } });
  });

  it('applies to the certificate call', async () => {
    const { simulator } = await openAccount();
    simulator.plan({ on: 'certificate', kind: 'status' });
    expect(await send(simulator.signer.certUrl)).toMatchObject({ status: 500 });
    expect(await send(simulator.signer.certUrl)).toMatchObject({
      status: 200,
      text: simulator.certificate.pem,
    });
  });
});

describe('a plan of faults', () => {
  it('is used in order, as often as it says, and then ends', async () => {
    const { simulator, token } = await openAccount();
    simulator.plan(
      { on: 'token', kind: 'status', times: 2 },
      { on: 'token', kind: 'refuse', status: 403, name: 'X' },
    );
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await token()).status);
    expect(statuses).toEqual([500, 500, 403, 200]);
  });

  it('can be used twice', async () => {
    const { simulator, token } = await openAccount();
    const fault: CallFault = { on: 'token', kind: 'status' };
    simulator.plan(fault, fault);
    expect([(await token()).status, (await token()).status, (await token()).status]).toEqual([500, 500, 200]);
  });

  it('can be set and cleared over HTTP', async () => {
    const { simulator, token } = await openAccount();
    const url = `${simulator.url}/simulator/faults`;
    const plan = (body: unknown) => send(url, { method: 'POST', body: JSON.stringify(body) });
    expect(await plan({ on: 'token', kind: 'status', times: 9, status: 503 })).toMatchObject({ status: 204 });
    expect(await token()).toMatchObject({ status: 503 });
    expect(await send(url, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await token()).toMatchObject({ status: 200 });
    expect(
      await plan([
        { on: 'token', kind: 'status' },
        { on: 'webhook', kind: 'drop' },
      ]),
    ).toMatchObject({ status: 204 });
    expect(await token()).toMatchObject({ status: 500 });
  });

  it.each([
    { on: 'elsewhere', kind: 'status' },
    { on: 'token', kind: 'drop' },
    { on: 'webhook', kind: 'hang' },
    { on: 'token', kind: 'delay', ms: 'long' },
    { on: 'token', kind: 'status', times: 0 },
    { on: 'token', kind: 'refuse', name: 5 },
    [{ on: 'token', kind: 'status' }, null],
    null,
    'hang',
  ])('is refused over HTTP if it is not valid: %j', async (body) => {
    const { simulator, token } = await openAccount();
    const options = { method: 'POST', body: JSON.stringify(body) };
    expect(await send(`${simulator.url}/simulator/faults`, options)).toMatchObject({ status: 400 });
    expect(await token()).toMatchObject({ status: 200 });
  });
});

describe('closing the simulator', () => {
  it('ends calls that hang or are delayed, and deliveries that wait', async () => {
    const account = await openAccount({ webhookUrl: 'http://127.0.0.1:1', redeliverAfterMs: [60_000] });
    const { simulator } = account;
    simulator.plan({ on: 'token', kind: 'hang' }, { on: 'token', kind: 'delay', ms: 60_000 });
    const calls = Promise.allSettled([account.token(), account.token()]);
    await expect.poll(() => simulator.calls.length).toBe(2);
    await simulator.close();
    expect(await calls).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  });
});
