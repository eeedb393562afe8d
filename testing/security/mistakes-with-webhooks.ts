import { one, type SecurityMistake } from './mistakes-with-callers.ts';

const CERTIFICATE = 'libs/paypal/certificate.ts';
const ADDRESS = 'libs/paypal/certificate-address.ts';
const SIGNATURE = 'libs/paypal/signature.ts';
const FROM_BANK = 'libs/workflows/settle-from-bank.ts';

/** Mistakes about what PayPal and the bank partner send. */
export const MISTAKES_WITH_WEBHOOKS: Record<string, SecurityMistake> = {
  'any signature of PayPal’s is good': {
    changes: one(SIGNATURE, 'return verify(', 'return true || verify('),
    red: ['returns 401 for a changed body, time, id, signature or algorithm, and without any header'],
  },
  'a certificate may be anywhere': {
    changes: one(ADDRESS, 'PAYPAL_HOSTS.has(url.hostname)', "url.hostname !== ''"),
    red: ['does not fetch a certificate from %s', 'is refused if it names %s: %s'],
  },
  'a certificate is fetched for everybody': {
    changes: one(
      SIGNATURE,
      'isComplete ? await certificates(url, now) : undefined',
      'await certificates(url as string, now)',
    ),
    red: ['fetches no certificate if it lacks %s'],
  },
  'a redirect is followed': {
    changes: one(CERTIFICATE, "redirect: 'manual', ", ''),
    red: ['is not followed to where its address redirects: %d'],
  },
  'a certificate has many addresses': {
    changes: one(ADDRESS, 'isTrusted ? url.origin + url.pathname', 'isTrusted ? text'),
    red: ['is fetched once in its normal form, in whichever of 1000 ways it is spelled'],
  },
  'any number of certificates is fetched': {
    changes: one(CERTIFICATE, 'if (fetches.length >= FETCHES_MAX) return undefined;', ''),
    red: ['is fetched for a few names only, after which others are refused for a while'],
  },
  'an id may have any form': {
    changes: one('functions/webhooks/paypal.ts', 'if (isEvent(paypalEvent)) await', 'if (paypalEvent) await'),
    red: ['is not looked up at PayPal: %j'],
  },
  'an event’s word is taken for the item': {
    changes: one(
      'libs/paypal/settlement.ts',
      'const fields = differences(payout, item);',
      'const fields: string[] = [];',
    ),
    red: ['settles nothing, and raises an alarm: %j'],
  },
  'an event is taken for its item': {
    changes: one(
      'functions/webhooks/paypal.ts',
      'await orTryAgain(paypal.getItem(resource.payout_item_id))',
      'resource as never',
    ),
    red: ['passes the signature check, and changes nothing that the item does not confirm'],
  },
  'an unknown status waits': {
    changes: one('libs/paypal/settlement.ts', '!isKnown || ', ''),
    red: ['changes nothing and raises an alarm if it is unknown'],
  },
  'a reason may be of the prototype': {
    changes: one('libs/payouts/provider-reasons.ts', 'Object.hasOwn(REASONS, name)', '(name in REASONS)'),
    red: ['is shown as PayPal names it if it is unknown: %s'],
  },
  'every event is followed': {
    changes: one('functions/webhooks/paypal.ts', '  if (events.includes(id)) return;\n', ''),
    red: ['is looked up at PayPal once, and not again if it is repeated'],
  },
  'the bank’s signature is not looked at': {
    changes: one('libs/zelle/signature.ts', 'if (secrets.some(', 'if (secrets.length > 0 || secrets.some('),
    red: [
      'returns 401 if it is unsigned, badly signed, stale, from the future or altered, or if no secret is configured',
    ],
  },
  'the bank ends what PayPal carries': {
    changes: one(FROM_BANK, "if (payout?.payment_method !== 'zelle')", 'if (!payout)'),
    red: ['does not change a PayPal payout'],
  },
  'a delivery may have the id of the payout': {
    changes: one(FROM_BANK, '`zelle:$', '`$'),
    red: ['completes a payout if the delivery id is the id of the payout'],
  },
  'the loser of two deliveries is a conflict': {
    changes: one(FROM_BANK, "if (isCode(error, 'invalid_transition')) return false;", ''),
    red: ['pays once and gives back once if payment and return come many times at once, in any order'],
  },
};
