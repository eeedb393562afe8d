import { beforeAll, describe, it } from 'vitest';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { bankSays, withBank } from '../../../testing/bank.ts';
import { withClient } from '../../../testing/client.ts';
import { ADMIN_ENDPOINTS, AFFILIATE_ENDPOINTS, allowedTo } from '../../../testing/endpoints.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { INTERNAL, type Refusal, TRY_AGAIN } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';

const world = useWorld();

/** The same world, whose database answers every call with this error. */
const failingWith = (name: string, here: World): World => ({
  ...here,
  store: withClient(here, async () => {
    throw Object.assign(new Error('It does not work.'), { name, $metadata: { httpStatusCode: 400 } });
  }),
});

const FAULTS = [
  { fault: 'that is broken', error: 'ValidationException', refusal: INTERNAL },
  { fault: 'that has too much to do', error: 'ThrottlingException', refusal: TRY_AGAIN },
];

/** A bulk of instructions succeeds as a whole: each result says by itself what became of it. */
const ENDPOINTS = [...AFFILIATE_ENDPOINTS, ...ADMIN_ENDPOINTS].filter(
  ({ name }) => !name.startsWith('POST /admin/payouts/process'),
);

describe.each(FAULTS)('a database $fault', ({ error, refusal }) => {
  const headers = refusal === TRY_AGAIN && { headers: { 'retry-after': '1' } };
  const expected: Refusal = { ...refusal, ...headers };
  let asked: Asked;
  beforeAll(async () => {
    asked = await oldPayout(world);
  });

  it.each(ENDPOINTS)('is told to the caller of $name', async (endpoint) => {
    const handler = handlerOn(world, (here) => endpoint.build(failingWith(error, here)));
    await expectRefusal(world, handler, allowedTo(endpoint, asked), expected);
  });

  it('is told to the bank partner, who delivers again', async () => {
    const handler = handlerOn(world, (here) => buildZelleWebhook(withBank(failingWith(error, here))));
    await expectRefusal(world, handler, bankSays('payout.completed', asked.payout_id), expected);
  });
});
