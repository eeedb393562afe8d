/** The demo users, and what each of them shows. */
export const DEMO_USERS = {
  'user-ada': 'two payouts completed, one pending, one failed; paid through PayPal',
  'user-grace': '$1,200.00 and no payouts yet; paid through Zelle, so by hand',
  'user-new': 'nothing earned yet: insufficient_balance',
  'user-bare': 'no destination on record: a request names one, or is payment_details_missing',
  'user-paused': 'an inactive account, which reads and cancels, but requests nothing: affiliate_inactive',
  'user-nobody': 'a valid token without an affiliate account: not_an_affiliate',
  'user-admin': 'an admin',
} as const;
