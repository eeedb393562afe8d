import { endpoint } from '../../libs/http/chain.ts';
import { okPdf } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { requireReadable } from '../../libs/payouts/payout.ts';
import { receiptOf } from '../../libs/receipt/content.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownPayout } from '../../libs/workflows/own-records.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getReceipt',
  method: 'GET',
  path: '/payouts/{payout_id}/receipt',
  access: 'users',
  reads: 'nothing',
  summary: "Renders the receipt of one of the caller's completed payouts.",
  success: { status: 200, type: 'application/pdf' },
  errors: ['payout_not_found', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** The proof of one of the caller's own payouts, as a PDF, once it is completed. */
export const buildGetReceipt = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, user }, { settings, store }) => {
    const payout = requireReadable(await ownPayout(store, user, path.payout_id));
    const receipt = receiptOf(payout, settings.company);
    // Here and not above, so that behind a Function URL only the reader of a receipt waits for it to
    // load.
    const { renderReceipt } = await import('../../libs/receipt/pdf.ts');
    return okPdf(`receipt-${receipt.number}.pdf`, await renderReceipt(receipt));
  });

export const handler = deployed(buildGetReceipt);
