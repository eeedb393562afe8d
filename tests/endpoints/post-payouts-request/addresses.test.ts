import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { invalidRequest } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: request } = useHandler(buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

describe('C3: an address that mail cannot reach', () => {
  const longLabel = 'b'.repeat(64);

  it.each([
    'a..b@example.org',
    '.a@example.org',
    'a.@example.org',
    'a@1.2.3.4',
    'a@example.1org',
    'a@example.-org',
    'a@example.org-',
    'a@-example.org',
    'a@example-.org',
    'a@example..org',
    'a@.example.org',
    'a@example.org.',
    'a@exa_mple.org',
    'a@[192.0.2.1]',
    '"a b"@example.org',
    '@example.org',
    'a@b@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${longLabel}.org`,
    `a@example.${longLabel}`,
    `a@${'b.'.repeat(62)}de`,
  ])('is invalid_request: %s', (payment_email) =>
    expectRefusal(
      world,
      request,
      asking(user, { amount: 1000, payment_email }),
      invalidRequest(['payment_email', 'must be an e-mail address of at most 127 characters']),
    ),
  );

  it.each([
    'a.b.c@example.org',
    `${'a'.repeat(64)}@example.org`,
    'a@1and1.com',
    'a@xn--mnchen-3ya.xn--p1ai',
    `a@${'b'.repeat(63)}.org`,
    "o'hara+tips/2026@mail.example.co.uk",
    `a@${'b.'.repeat(61)}org`,
  ])('is not one of these: %s', async (payment_email) => {
    const answer = await call(request, asking(user, { amount: 1000, payment_email }));
    expect(answer).toMatchObject({ status: 201, json: { data: { payout: { payment_email } } } });
  });
});
