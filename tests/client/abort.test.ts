import { describe, expect, it } from 'vitest';
import type { CallOptions, PayoutsClient } from '../../client/index.ts';
import { sleepFor } from '../../client/retry.ts';
import { clientWith, hangs, isAnswered, isTriedAgain, thrownBy } from './faulty-fetch.ts';

const REASON = new Error('The page was closed.');
const answers = isAnswered(200, { success: true, message: 'Success', data: { balance: { available: 1 } } });

describe('a call that is aborted', () => {
  it('before it is sent is never sent', async () => {
    const { client, sent } = clientWith([answers]);
    const signal = AbortSignal.abort(REASON);
    expect(await thrownBy(client.payouts.balance({ signal }))).toBe(REASON);
    expect(sent).toHaveLength(0);
  });

  it.each<[string, (client: PayoutsClient, options: CallOptions) => Promise<unknown>]>([
    ['a request', ({ payouts }, options) => payouts.request({ amount: 5000 }, options)],
    ['a cancellation', ({ payouts }, options) => payouts.cancel('p-1', options)],
  ])('while it waits for its answer throws the reason and is not tried again: %s', async (_, call) => {
    const controller = new AbortController();
    const { client, sent, waits } = clientWith([hangs]);
    const thrown = thrownBy(call(client, { signal: controller.signal }));
    await expect.poll(() => sent.length).toBe(1);
    controller.abort(REASON);
    expect(await thrown).toBe(REASON);
    expect({ tries: sent.length, waits }).toStrictEqual({ tries: 1, waits: [] });
  });

  it('without a reason throws an AbortError, as fetch does', async () => {
    const { client } = clientWith([answers]);
    const thrown = await thrownBy(client.payouts.balance({ signal: AbortSignal.abort() }));
    expect(thrown).toMatchObject({ name: 'AbortError' });
  });

  it('while it waits for its next try throws the reason', async () => {
    const controller = new AbortController();
    const sleep = (ms: number, signal?: AbortSignal) => {
      const sleeping = sleepFor(ms, signal);
      controller.abort(REASON);
      return sleeping;
    };
    const { client, sent } = clientWith([isTriedAgain, answers], { sleep });
    expect(await thrownBy(client.payouts.balance({ signal: controller.signal }))).toBe(REASON);
    expect(sent).toHaveLength(1);
  });

  it('can be one page of many', async () => {
    const controller = new AbortController();
    const page = { payouts: [{ payout_id: 'p-1' }], total: 2, next_cursor: 'more' };
    const { client, sent } = clientWith([
      isAnswered(200, { success: true, message: 'Success', data: page }),
      hangs,
    ]);
    const read = async () => {
      for await (const _ of client.payouts.all({}, { signal: controller.signal })) controller.abort(REASON);
    };
    expect(await thrownBy(read())).toBe(REASON);
    expect(sent).toHaveLength(1);
  });
});

describe('a try that takes too long', () => {
  it('is given up and repeated if it reads', async () => {
    const { client, sent } = clientWith([hangs, answers], { timeoutMs: 5 });
    expect(await client.payouts.balance()).toStrictEqual({ available: 1 });
    expect(sent).toHaveLength(2);
  });

  it('is an error of its own if none is answered', async () => {
    const { client, sent } = clientWith([hangs, hangs, hangs], { timeoutMs: 5 });
    expect(await thrownBy(client.payouts.balance({ signal: new AbortController().signal }))).toMatchObject({
      name: 'PayoutsApiError',
      code: 'timed_out',
      message: 'The API has not answered in time.',
      isOutcomeUnknown: true,
      cause: { name: 'TimeoutError' },
    });
    expect(sent).toHaveLength(3);
  });

  it('is not repeated if it starts a payout', async () => {
    const { client, sent } = clientWith([hangs], { timeoutMs: 5 });
    const thrown = await thrownBy(client.admin.payouts.process('p-1', { action: 'start' }));
    expect(thrown).toMatchObject({ code: 'timed_out', isOutcomeUnknown: true });
    expect(sent).toHaveLength(1);
  });
});

describe('the wait of the client itself', () => {
  it('ends when it is aborted', async () => {
    const controller = new AbortController();
    const thrown = thrownBy(sleepFor(3_600_000, controller.signal));
    controller.abort(REASON);
    expect(await thrown).toBe(REASON);
  });

  it('ends by itself, also with a signal', async () => {
    const { signal } = new AbortController();
    expect(await sleepFor(1, signal)).toBeUndefined();
    expect(await sleepFor(1)).toBeUndefined();
  });
});
