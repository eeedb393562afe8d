import type { ERROR_DETAILS } from '../responses/error.ts';

/** What a caller wants to know of an error: what happened, and how to fix it. */
interface Help {
  happened: string;
  fix: string;
}

const SEND_AGAIN = 'Send the same request under the same `Idempotency-Key`.';

/** Help with each error, in sentences. The description of the API and the page on errors are made from it. */
export const ERROR_HELP: Record<keyof typeof ERROR_DETAILS, Help> = {
  unauthenticated: {
    happened: 'The call has no valid token, or the webhook has no valid signature.',
    fix: 'Send `Authorization: Bearer <JWT>` with a token that has not expired. For a webhook, check the secret and the clock.',
  },
  admin_required: {
    happened: 'The endpoint is for admins, and the token is not that of an admin.',
    fix: 'Use a token whose claim `role` is `admin`.',
  },
  insufficient_scope: {
    happened:
      'The token is narrowed by its claim `scope`, which does not have the `scope` that this endpoint needs.',
    fix: 'Ask for a token that has the `scope` in the details, or one without the claim.',
  },
  read_only: {
    happened:
      'The service is deployed as a shadow, for a comparison before a takeover: it answers every read, and writes nothing.',
    fix: 'Send the request to the service that this one is to replace. Sending it here again does not help.',
  },
  not_an_affiliate: {
    happened: 'The user of the token has no affiliate account.',
    fix: 'Use the token of an affiliate. If the user should be one, the account has to be created first.',
  },
  affiliate_inactive: {
    happened:
      'The account of the affiliate is not active; `status` is what it is. Reading and cancelling still work.',
    fix: 'The company has to activate the account. Sending the request again does not help before that.',
  },
  affiliate_ambiguous: {
    happened: 'Several active affiliate accounts belong to this user, so it is not clear whose money it is.',
    fix: 'The company has to settle which account is the right one, and has been alerted.',
  },
  invalid_json: {
    happened: 'The body is not valid JSON, or is not UTF-8.',
    fix: 'Serialize the body with a JSON library, and send it uncompressed.',
  },
  invalid_request: {
    happened:
      'A part of the request does not have the form that it must have. Nothing is coerced, and unknown members are refused.',
    fix: 'Correct what `fields` names: `path` says where, with dots, as in `payouts.0.amount`, and `message` what it must be.',
  },
  amount_below_minimum: {
    happened: 'The amount is smaller than the smallest amount of a payout.',
    fix: 'Request at least `minimum` cents.',
  },
  amount_above_maximum: {
    happened: 'The amount is larger than the largest amount of a payout.',
    fix: 'Request at most `maximum` cents, or split the amount over several payouts.',
  },
  insufficient_balance: {
    happened:
      'More was `requested` than is `available`, both in cents. What is requested and not yet paid is no longer available.',
    fix: 'Request at most `available` cents, or cancel a payout that is still pending.',
  },
  payment_details_missing: {
    happened: 'Neither the request nor the record of the affiliate says where the money should go.',
    fix: 'Send the members that `fields` names, or have them put on the record of the affiliate. They are never guessed.',
  },
  payout_not_found: {
    happened: 'There is no such payout, or it belongs to another affiliate. Both are answered alike.',
    fix: 'Check the id, and that the token is the one of its owner.',
  },
  affiliate_not_found: {
    happened: 'There is no affiliate with this id.',
    fix: 'Check the id. It is the `affiliate_id` of a payout, and not the id of a user.',
  },
  run_not_found: {
    happened: 'There is no run with this id.',
    fix: 'Check the id. `GET /admin/runs` lists the runs.',
  },
  route_not_found: {
    happened: 'There is nothing at this method and path. Under `/admin`, only an admin is told so.',
    fix: 'Compare the method and the path with the endpoints of this API.',
  },
  invalid_transition: {
    happened: 'The payout cannot take this step: `action` does not follow on the `status` that it has now.',
    fix: 'Read the payout again, and offer only what its status allows. A receipt exists once the payout is completed.',
  },
  needs_override: {
    happened:
      'The payout, or a payout of the run, has `warnings` that an admin has to answer for before it is started.',
    fix: 'Look into the warnings. To start it all the same, send `override` with the reason; it goes into the history.',
  },
  run_changed: {
    happened:
      'Payouts of the run are no longer as they were frozen, or have warnings that the draft did not show. Nothing was started.',
    fix: 'Look into the payouts that `payout_ids` names, and make a new run.',
  },
  records_unreadable: {
    happened: 'A record of this affiliate cannot be read, so the money waits for a person.',
    fix: 'The company has been alerted and has to correct the record. Sending the request again does not help before that.',
  },
  payload_too_large: {
    happened: 'The body is larger than this endpoint takes. The message names the limit.',
    fix: 'Send less at once: split a bulk request into several.',
  },
  unsupported_media_type: {
    happened: 'The body was not sent as JSON or, where a file is read, as CSV.',
    fix: 'Send the header `Content-Type: application/json`, or `text/csv` with a file.',
  },
  idempotency_key_reused: {
    happened: 'The `Idempotency-Key`, or the `reference`, was used before, with another request.',
    fix: 'Use a new one for a new payout. To repeat the first request, send it unchanged.',
  },
  try_again: {
    happened: 'The service is busy, or the record of the affiliate has just changed. Nothing was done.',
    fix: 'Wait as many seconds as the header `Retry-After` says, and send the same request again.',
  },
  internal: {
    happened:
      'Something went wrong on the side of the service. If the outcome is unknown, the message says so.',
    fix: `${SEND_AGAIN} If it keeps failing, report the \`X-Request-Id\` of the answer.`,
  },
};
