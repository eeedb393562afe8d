import { type Answer, okPdf } from '../http/envelope.ts';
import { type RecordedPayout, requireReadable } from '../payouts/payout.ts';
import { receiptOf } from '../receipt/content.ts';
import type { Settings } from '../runtime/settings.ts';

/**
 * The receipt of a payout, as a PDF: the same bytes for whoever may see it.
 * @throws invalid_transition before it is completed, records_unreadable
 */
export async function showReceipt(
  payout: RecordedPayout,
  { company }: Pick<Settings, 'company'>,
): Promise<Answer> {
  const receipt = receiptOf(requireReadable(payout), company);
  // Here and not above, so that behind a Function URL only the reader of a receipt waits for it to load.
  const { renderReceipt } = await import('../receipt/pdf.ts');
  return okPdf(`receipt-${receipt.number}.pdf`, await renderReceipt(receipt));
}
