import { describe, expect, it } from 'vitest';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import { buildRouter } from '../../../functions/router.ts';
import { receiptNumber } from '../../../libs/payouts/receipt-number.ts';
import { call, contextOf, eventOf, type TestAnswer } from '../../../testing/call.ts';
import { FROM_ORIGIN, HEADERS, ORIGIN } from '../../../testing/expect.ts';
import { type Asked, oldPayout, payoutThatIs, TRANSACTION } from '../../../testing/lifecycle.ts';
import { readPdf } from '../../../testing/pdf.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: getReceipt } = useHandler(buildGetReceipt);

const asking = ({ affiliate, payout_id }: Asked) => ({
  path: `/payouts/${payout_id}/receipt`,
  as: affiliate.user_id,
  params: { payout_id },
});

const read = ({ text }: TestAnswer) => readPdf(Buffer.from(text, 'latin1'));

/** Every header of a receipt. Its file name is its number. */
const headersOf = ({ payout_id }: Asked) => ({
  ...HEADERS,
  'content-type': 'application/pdf',
  'content-disposition': `inline; filename="receipt-${receiptNumber(payout_id)}.pdf"`,
});

describe('GET /payouts/{payout_id}/receipt: 200', () => {
  it('returns its owner a PDF with every fact of the payment', async () => {
    const asked = await payoutThatIs(world, 'completed');
    const answer = await call(getReceipt, { ...asking(asked), headers: { origin: ORIGIN } });
    expect(answer).toStrictEqual({
      status: 200,
      headers: { ...headersOf(asked), ...FROM_ORIGIN },
      text: expect.stringMatching(/^%PDF-/),
      json: undefined,
    });
    const { pages, text } = await read(answer);
    expect(pages).toBe(1);
    for (const fact of [
      '$50.00',
      asked.affiliate.payment_email,
      asked.payout_id,
      receiptNumber(asked.payout_id),
      TRANSACTION.transaction_id,
      TRANSACTION.notes,
      '1 March 2026, 12:00 UTC',
      '3 March 2026, 09:00 UTC',
      '4 March 2026, 10:30 UTC',
      'PayPal',
      world.settings.company.name,
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toContain('user-admin');
  });

  it('is base64 in the Lambda result, as binary bodies must be', async () => {
    const asked = await payoutThatIs(world, 'completed');
    const { body, isBase64Encoded } = await getReceipt(eventOf(asking(asked)), contextOf());
    expect(isBase64Encoded).toBe(true);
    expect(Buffer.from(body, 'base64').toString('base64')).toBe(body);
  });

  it('returns the same bytes every time, and through the router', async () => {
    const asked = await payoutThatIs(world, 'completed', { payment_method: 'zelle' });
    const first = await call(getReceipt, asking(asked));
    expect(await call(getReceipt, asking(asked))).toStrictEqual(first);
    const { params: _, ...viaUrl } = asking(asked);
    expect(await call(buildRouter(world), viaUrl)).toStrictEqual(first);
    expect((await read(first)).text).toContain('Zelle');
  });

  it('is available for a payout that the old service completed', async () => {
    const asked = await oldPayout(world, { transaction_id: 'OLD-1' });
    const answer = await call(getReceipt, asking(asked));
    expect(answer).toMatchObject({ status: 200, headers: headersOf(asked) });
    const { text } = await read(answer);
    for (const fact of ['$10.00', 'OLD-1', 'Requested 1 January 2025, 00:00 UTC', 'date not on record']) {
      expect(text).toContain(fact);
    }
  });

  it('is available to an affiliate who became inactive', async () => {
    const asked = await payoutThatIs(world, 'completed');
    await addAffiliate(world, { ...asked.affiliate, status: 'inactive' });
    expect((await call(getReceipt, asking(asked))).status).toBe(200);
  });
});
