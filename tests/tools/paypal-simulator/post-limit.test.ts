import { expect, it } from 'vitest';
import { openAccount, requestOf, send } from './account.ts';

const LIMIT = { posts: 2, windowMs: 60_000 };

it('takes so many posts in a window of time, and answers 429 to the others', async () => {
  const account = await openAccount();
  account.simulator.limitPosts({ ...LIMIT, saysWhen: true });
  const statuses: number[] = [];
  for (const id of ['one', 'two', 'three', 'four']) statuses.push((await account.pay(id)).status);
  expect(statuses).toStrictEqual([201, 201, 429, 429]);
  expect(account.simulator.batches()).toHaveLength(2);
  account.passDays(1);
  expect(await account.pay('three')).toMatchObject({ status: 201 });
});

it.each([
  [true, '60'],
  [false, null],
])('says when to come again if it is to: %s', async (saysWhen, header) => {
  const account = await openAccount();
  const { access_token } = (await account.token()).json;
  account.simulator.limitPosts({ posts: 0, windowMs: 60_000, saysWhen });
  const answer = await fetch(`${account.simulator.url}/v1/payments/payouts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}` },
    body: JSON.stringify(requestOf('batch')),
  });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe(header);
});

it('is switched on and off over HTTP', async () => {
  const account = await openAccount();
  const { access_token } = (await account.token()).json;
  const pay = (id: string) => account.call('POST', '/v1/payments/payouts', requestOf(id), access_token);
  await send(`${account.simulator.url}/simulator/limit`, { method: 'POST' });
  const taken = await Promise.all(Array.from({ length: 400 }, (_, index) => pay(`batch-${index}`)));
  expect(taken.filter(({ status }) => status !== 201)).toStrictEqual([]);
  expect(await pay('one more')).toMatchObject({ status: 429, json: { name: 'RATE_LIMIT_REACHED' } });
  await send(`${account.simulator.url}/simulator/limit`, { method: 'DELETE' });
  expect(await pay('one more')).toMatchObject({ status: 201 });
});
