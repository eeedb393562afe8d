import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { TOO_LARGE } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const POST = { method: 'POST', path: '/payouts/request' };

/** A valid request with a body of this size. */
const bodyOf = (bytes: number) => '{"amount":5000}'.padEnd(bytes);

const { world, handler: request } = useHandler(buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

/** The event that API Gateway sends if it takes the body for binary. */
const encoded: ApiHandler = (event, context) => {
  const body = Buffer.from(event.body ?? '').toString('base64');
  return request({ ...event, body, isBase64Encoded: true }, context);
};

describe('POST /payouts/request: 413', () => {
  it('accepts a body of 16 KiB, and refuses one byte more', async () => {
    expect((await call(request, { ...POST, as: user, body: bodyOf(16_384) })).status).toBe(201);
    await expectRefusal(world, request, { ...POST, as: user, body: bodyOf(16_385) }, TOO_LARGE);
  });

  it('measures a base64-encoded body after decoding', async () => {
    expect((await call(encoded, { ...POST, as: user, body: bodyOf(16_384) })).status).toBe(201);
    await expectRefusal(world, encoded, { ...POST, as: user, body: bodyOf(16_385) }, TOO_LARGE);
  });

  it('counts bytes and not characters', () =>
    expectRefusal(world, request, { ...POST, as: user, body: `"${'é'.repeat(8192)}"` }, TOO_LARGE));

  it('returns 413 for a large body that is not JSON too', () =>
    expectRefusal(world, request, { ...POST, as: user, body: '['.repeat(5_000_000) }, TOO_LARGE));
});
