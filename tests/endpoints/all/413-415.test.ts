import { beforeAll, describe, it } from 'vitest';
import type { TestRequest } from '../../../testing/call.ts';
import {
  ADMIN_ENDPOINTS,
  AFFILIATE_ENDPOINTS,
  allowedTo,
  type Endpoint,
} from '../../../testing/endpoints.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { TOO_LARGE, UNSUPPORTED_MEDIA_TYPE } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

const ENDPOINTS = [...AFFILIATE_ENDPOINTS, ...ADMIN_ENDPOINTS];

/** Those whose bodies are read, by their requests. */
const READERS = ENDPOINTS.filter(({ badRequests }) => badRequests.some(({ facts }) => facts.body === '{'));

/** What many payouts or lines are named in may be larger; its own tests know how large. */
const LARGER = ['POST /admin/payouts/process', 'POST /admin/runs', 'POST /admin/runs/{run_id}/result'];
const KIB_16 = ENDPOINTS.filter(({ name }) => !LARGER.includes(name.replace(/ \(.*/, '')));

let asked: Asked;
beforeAll(async () => {
  asked = await oldPayout(world);
});

const refusing = (endpoint: Endpoint, facts: TestRequest, refusal: typeof TOO_LARGE) =>
  expectRefusal(
    world,
    handlerOn(world, endpoint.build),
    { ...allowedTo(endpoint, asked), ...facts },
    refusal,
  );

describe('a body that is too large', () => {
  it.each(KIB_16)('is refused by $name, whether it would be read or not', (endpoint) =>
    refusing(endpoint, { body: ' '.repeat(16_385) }, TOO_LARGE),
  );
});

describe('a body that is not sent as JSON', () => {
  it.each(READERS)('is refused by $name', (endpoint) =>
    refusing(
      endpoint,
      { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      UNSUPPORTED_MEDIA_TYPE,
    ),
  );
});
