import { endpoint } from '../../libs/http/chain.ts';
import { okPdf } from '../../libs/http/envelope.ts';
import { requireAffiliate } from '../../libs/payouts/affiliate.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { receiptOf } from '../../libs/receipt/content.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `GET /payouts/{payout_id}/receipt`: the proof of one of the caller's own payouts, as a PDF, once it is completed. */
export const buildGetReceipt = ({ settings, store }: Dependencies) =>
  endpoint(settings, { access: 'users', reads: 'nothing', validate }, async ({ event, user }) => {
    const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    const payout = requirePayout(await getPayout(store, event.pathParameters.payout_id), affiliate);
    const receipt = receiptOf(payout, settings.company);
    // Here and not above, so that behind a Function URL nobody but the reader of a receipt waits for it to load.
    const { renderReceipt } = await import('../../libs/receipt/pdf.ts');
    return okPdf(`receipt-${receipt.number}.pdf`, await renderReceipt(receipt));
  });

export const handler = deployed(buildGetReceipt);
