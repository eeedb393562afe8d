import { expect, it } from 'vitest';
import { buildRouter } from '../../functions/router.ts';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import { localToken } from '../../local/token.ts';
import { fetchFrom } from '../../testing/fetch-from.ts';
import { payoutThatIs } from '../../testing/lifecycle.ts';
import { useHandler } from '../../testing/use-handler.ts';
import { addAffiliate } from '../../testing/world.ts';
import {
  breaksOff,
  clientWith,
  type Fate,
  failsInside,
  isLost,
  losesItsAnswer,
  passes,
  thrownBy,
} from './faulty-fetch.ts';

const { world, handler: router } = useHandler(buildRouter);
const ADMIN = localToken('user-admin', { admin: true });

const clientOf = ({ user_id }: Pick<Affiliate, 'user_id'>, ...fates: Fate[]) =>
  clientWith(fates, { fetch: fetchFrom(router), token: localToken(user_id) });
const clientOfAdmin = (...fates: Fate[]) => clientWith(fates, { fetch: fetchFrom(router), token: ADMIN });

/** Carries the call out and answers that something failed. */
const failsAfterwards: Fate = async (send, init) => {
  await send();
  return failsInside(send, init);
};

const FAULTS: [string, Fate[]][] = [
  ['does not arrive', [isLost]],
  ['does not arrive twice', [isLost, isLost]],
  ['loses its answer', [losesItsAnswer]],
  ['loses its answer twice', [losesItsAnswer, losesItsAnswer]],
  ['loses its answer halfway', [breaksOff]],
  ['fails after the money was reserved', [failsAfterwards]],
];

it.each(FAULTS)('a request that %s makes one payout', async (_, fates) => {
  const affiliate = await addAffiliate(world);
  const { client, sent } = clientOf(affiliate, ...fates);
  const payout = await client.payouts.request({ amount: 5000 });
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  const { payouts, total } = await client.payouts.list();
  expect(payouts).toMatchObject([payout]);
  expect(total).toBe(1);
  expect(await client.payouts.balance()).toMatchObject({ pending: 5000, available: 45_000 });
});

it.each(FAULTS)('requests for several payouts in a call that %s make each once', async (_, fates) => {
  const affiliate = await addAffiliate(world);
  const { client } = clientOf(affiliate, ...fates);
  const { payouts, total_amount } = await client.payouts.requestMany([{ amount: 1000 }, { amount: 2000 }]);
  expect(total_amount).toBe(3000);
  expect(payouts.map(({ amount }) => amount)).toStrictEqual([1000, 2000]);
  expect(await client.payouts.balance()).toMatchObject({ pending: 3000 });
});

it('two requests without a key are two payouts', async () => {
  const { client } = clientOf(await addAffiliate(world));
  const first = await client.payouts.request({ amount: 5000 });
  const second = await client.payouts.request({ amount: 5000 });
  expect(second.payout_id).not.toBe(first.payout_id);
});

it('two requests under one key are one payout', async () => {
  const { client, sent } = clientOf(await addAffiliate(world));
  const options = { idempotencyKey: 'order-7' };
  const first = await client.payouts.request({ amount: 5000 }, options);
  expect(await client.payouts.request({ amount: 5000 }, options)).toStrictEqual(first);
  expect(sent.map(({ key }) => key)).toStrictEqual(['order-7', 'order-7']);
});

it('a request that was given up can be sent again later under the key in its error', async () => {
  const affiliate = await addAffiliate(world);
  const { client } = clientOf(affiliate, losesItsAnswer, isLost, isLost);
  const thrown = (await thrownBy(client.payouts.request({ amount: 5000 }))) as { idempotencyKey: string };
  expect(thrown).toMatchObject({ code: 'no_answer', isOutcomeUnknown: true });
  const { idempotencyKey } = thrown;
  const payout = await client.payouts.request({ amount: 5000 }, { idempotencyKey });
  expect((await client.payouts.list()).payouts).toMatchObject([payout]);
});

it.each([
  { status: 'processing', instruction: { action: 'complete', transaction_id: 'T-1' }, becomes: 'completed' },
  { status: 'processing', instruction: { action: 'fail', reason: 'No such account.' }, becomes: 'failed' },
  { status: 'completed', instruction: { action: 'return', reason: 'It came back.' }, becomes: 'failed' },
] as const)('a $instruction.action whose answer is lost is taken once', async (row) => {
  const { payout_id } = await payoutThatIs(world, row.status);
  const { client, sent } = clientOfAdmin(passes, losesItsAnswer);
  const before = await client.admin.payouts.get(payout_id);
  const payout = await client.admin.payouts.process(payout_id, row.instruction);
  expect(payout).toMatchObject({ payout_id, status: row.becomes });
  expect(sent).toHaveLength(3);
  const { history } = await client.admin.payouts.get(payout_id);
  expect(history).toHaveLength(before.history.length + 1);
});

it('the history tells whether a start whose answer was lost took place', async () => {
  const { payout_id } = await payoutThatIs(world, 'pending');
  const { client, sent } = clientOfAdmin(losesItsAnswer);
  const thrown = await thrownBy(client.admin.payouts.process(payout_id, { action: 'start' }));
  expect(thrown).toMatchObject({ code: 'no_answer', isOutcomeUnknown: true });
  expect(sent).toHaveLength(1);
  const { status, history } = await client.admin.payouts.get(payout_id);
  expect(status).toBe('processing');
  expect(history.at(-1)).toMatchObject({ status: 'processing', by: 'user-admin' });
});
