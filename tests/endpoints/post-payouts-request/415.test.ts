import { beforeAll, describe, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { UNSUPPORTED_MEDIA_TYPE } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const POST = { method: 'POST', path: '/payouts/request' };

const { world, handler: request } = useHandler(buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

describe('POST /payouts/request: 415', () => {
  it.each([
    // A page of another origin may send these three without a preflight.
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonp',
    'application/xml',
    'json',
    '',
  ])('refuses the content type %j', (type) => {
    const headers = { 'content-type': type };
    return expectRefusal(
      world,
      request,
      { ...POST, as: user, headers, body: { amount: 5000 } },
      UNSUPPORTED_MEDIA_TYPE,
    );
  });

  it('refuses a body without a content type', () =>
    expectRefusal(world, request, { ...POST, as: user }, UNSUPPORTED_MEDIA_TYPE));

  it('reports the content type before errors in the body', () => {
    const headers = { 'content-type': 'text/plain', 'idempotency-key': '' };
    return expectRefusal(world, request, { ...POST, as: user, headers, body: '{' }, UNSUPPORTED_MEDIA_TYPE);
  });
});
