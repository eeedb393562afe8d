import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { openPaypal } from '../../../libs/paypal/client.ts';
import { ACCOUNT } from '../../../testing/paypal.ts';

const PAYOUT = { payout_id: 'P', amount: 5000, payment_email: 'ada@example.com' } as Payout;

afterEach(() => vi.unstubAllGlobals());

/** The outcome of a post if PayPal issues a token and then gives this answer. */
async function postAnswered(status: number, details: object[]) {
  const token = Response.json({ access_token: 'token', expires_in: 3600 });
  const error = Response.json({ name: 'USER_BUSINESS_ERROR', details }, { status });
  vi.stubGlobal('fetch', vi.fn().mockResolvedValueOnce(token).mockResolvedValueOnce(error));
  const settings = {
    ...ACCOUNT,
    baseUrl: 'https://paypal.invalid',
    postsPerMinute: 400,
    extraCertificateOrigins: [],
  };
  return openPaypal(settings).create(PAYOUT);
}

const BATCH = 'https://api-m.paypal.com/v1/payments/payouts/CR9VS2K4X4846';

describe('a post under an id that PayPal has paid under before', () => {
  it('is reported as a duplicate of the batch that PayPal names', async () => {
    const link = [{ href: BATCH }];
    expect(await postAnswered(400, [{ field: 'SENDER_BATCH_ID', link }])).toStrictEqual({
      kind: 'duplicate',
      batchId: 'CR9VS2K4X4846',
    });
  });

  it.each([
    ['no link', { field: 'SENDER_BATCH_ID', issue: 'Duplicate batch request' }],
    ['a link to nothing that we know', { field: 'SENDER_BATCH_ID', link: [{ href: `${BATCH}?page=1` }] }],
    ['a field by its path', { field: 'sender_batch_header.sender_batch_id' }],
  ])('is not taken for a refusal if PayPal reports it with %s', async (_, detail) =>
    expect(await postAnswered(400, [detail])).toMatchObject({ kind: 'unknown' }),
  );

  it('is refused if PayPal refuses the receiver', async () =>
    expect(await postAnswered(400, [{ field: 'items[0].receiver' }])).toMatchObject({ kind: 'refused' }));
});
