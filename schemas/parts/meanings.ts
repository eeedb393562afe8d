/**
 * What the members of requests are for, in a sentence for callers. A schema says what a member must be, which
 * goes into error messages and so into every function; what it is for is said here, and only the description
 * of the API reads it.
 */
export const MEANINGS: Record<string, string> = {
  amount: 'How much to pay, in cents (USD).',
  'query.amount': 'The amount in question, in cents (USD). If it is absent, the smallest amount of a payout.',
  payment_method:
    "How the money travels. If it is absent, as the affiliate's record says. New methods may be added.",
  payment_email: "The address that is paid. If it is absent, the one on the affiliate's record.",
  scheduled_for: 'When to pay, within the next 365 days. If it is absent, as soon as possible.',
  payouts: 'The payouts to request: all of them, or none.',
  reference:
    'Your own name for this payout, such as the id of the event that asks for it. The same request with the same reference is answered again and done once, forever, whichever admin sends it. It is the key of the request, so an `Idempotency-Key` is refused here.',
  payout_id: 'The id of the payout.',
  affiliate_id: 'The id of the affiliate.',
  'query.affiliate_id': 'Only the payouts of this affiliate.',
  form: 'How the payouts are paid: `paypal` is sent by the API; a CSV form is paid by hand, by the file of the run, and never sent. New forms may be added.',
  payout_ids:
    'Exactly these payouts. If both this and `filter` are absent, all pending payouts of the method, the oldest 1000.',
  filter: 'All pending payouts of the method that fit, the oldest 1000.',
  from: 'Only payouts that were requested then or later.',
  to: 'Only payouts that were requested then or earlier. A date includes the whole day.',
  run_id: 'The id of the run.',
  hash: 'The `hash` of the run as you have seen it: nothing else is started.',
  'query.dry_run':
    'Whether only to tell what each line would do. If it is absent, the lines are carried out. This list is closed.',
  items: 'The instructions. Each is carried out on its own, and no payout may be named twice.',
  action: 'What to do with the payout. This list is closed.',
  override: 'Why payouts are started in spite of their warnings. It goes into the history.',
  transaction_id: 'The id of the payment at the provider or the bank.',
  reason: 'Why the money did not arrive. The affiliate reads it.',
  notes: 'What to note about the payout. The affiliate reads it.',
  'query.limit': 'How many payouts the answer has at most.',
  'query.cursor':
    'Where the page begins: the `next_cursor` of the page before. If it is absent, at the start.',
  'query.status': 'Only payouts with this status, or with one of these. This list is closed.',
  'query.from': 'Only payouts that were requested on this day, at this time, or later.',
  'query.to': 'Only payouts that were requested at this time or before. A date includes that whole day.',
  'query.ended_from':
    'Only payouts that were completed, failed or cancelled on this day, at this time, or later. The list is then sorted by that, newest first.',
  'query.ended_to':
    'Only payouts that were completed, failed or cancelled at this time or before. A date includes that whole day. The list is then sorted by that, newest first.',
  'query.payment_method':
    'Only payouts by this method. New methods may be added. A page may then have fewer payouts than the limit, also none, while `next_cursor` goes on.',
  'query.payment_email': 'Only payouts to this address, in capital letters or not.',
  'query.receipt_number':
    'Only the payout with this number on its receipt, or in the file of a run, once it was started.',
  'query.transaction_id': 'Only payouts with this id of the payment at the provider or the bank.',
  type: 'What happened. This list is open: a type that is not known is answered with 200 and ignored.',
  data: 'What it happened to.',
  'event.payout_id': 'The id of the payout that it is about.',
  'event.transaction_id': "The id of the payment in the partner's books.",
  'event.reason': 'Why the money did not arrive. The affiliate reads it.',
  'event.id': 'The id of the event. One that comes again is followed once.',
  'event.event_type': 'What happened, such as `PAYMENT.PAYOUTS-ITEM.SUCCEEDED`. This list is open.',
  'event.resource':
    'What it happened to: an item or a batch. Its state is not read from here, but asked for at PayPal.',
  'event.payout_item_id': 'The id of the item at PayPal.',
  'event.payout_item': 'The item, as it was sent to PayPal.',
  'event.sender_item_id': 'The id of the payout.',
  'event.batch_header': 'The batch, if the event is about a whole one.',
  'event.payout_batch_id': 'The id of the batch at PayPal.',
  'headers.idempotency-key':
    'A name of your own for this request. The same request under the same key is answered again and done once.',
};

/** What each branch of a body that has several says, by the value that tells them apart. */
export const BRANCH_MEANINGS: Record<string, string> = {
  start: 'Sends the payout, or begins to pay it by hand.',
  complete: 'Records that the payout is paid.',
  fail: 'Records that the payout will not be paid. The money is available again.',
  return: 'Records that a completed payout came back. Only for what was paid by hand.',
  amend: 'Corrects the `transaction_id` or the `notes` of a completed payout that was paid by hand.',
  recall: 'Has PayPal take back an item that nobody has claimed. The payout then ends as PayPal says.',
  'payout.completed': 'The payout is paid.',
  'payout.failed': 'The payout cannot be paid, or was paid and came back.',
  'payout.returned': 'The payout was paid and came back.',
};
