/** A mistake that someone could make: a file of the service, a text in it, and its replacement. */
export interface PlantedFault {
  file: string;
  from: string;
  to: string;
}

/** Faults inside the service's own world: reservations, keys, steps, and money sent by PayPal. */
export const PLANTED_INSIDE: Record<string, PlantedFault> = {
  'no condition on the balance': {
    file: 'libs/store/engine/conditions.ts',
    from: "'committed <= :headroom'",
    to: "'committed <= :headroom OR attribute_exists(committed)'",
  },
  'no condition on the payout of a step': {
    file: 'libs/store/payouts/transition.ts',
    from: "].join(' AND '),",
    to: `].map((clause) => \`(\${clause} OR attribute_exists(payout_id))\`).join(' AND '),`,
  },
  'a new id on retry': {
    file: 'libs/payouts/idempotency.ts',
    from: "key === undefined ? newId() : idForKey(affiliate?.affiliate_id ?? '', key, index, namespace)",
    to: "index < 0 ? idForKey('', key ?? '', index, namespace) : newId()",
  },
  'a balance summed from the first page only': {
    file: 'libs/store/payouts/payouts-of.ts',
    from: 'of pages) yield',
    to: 'of [(await pages.next()).value ?? {}]) yield',
  },
  'a balance summed from the index': {
    file: 'libs/store/balances/read-balance.ts',
    from: 'if (!row) return requireAllReadable',
    to: 'if (row !== null) return requireAllReadable',
  },
  'a conflict reported as insufficient': {
    file: 'libs/store/payouts/reserve.ts',
    from: 'if (record?.conditionFailed || row?.conditionFailed) {',
    to: 'if (!record?.conditionFailed && !row?.conditionFailed) throw shortfallOf(current, { committed: 1e15 }, amount, now); else {',
  },
  'an unknown outcome reported as failed': {
    file: 'libs/paypal/client.ts',
    from: "return { kind: 'unknown', why: String(error) };",
    to: "return { kind: 'refused', name: String(error) };",
  },
  'money returned twice': {
    file: 'libs/store/payouts/transition.ts',
    from: "':committed': committed * amount,",
    to: "':committed': 2 * committed * amount,",
  },
  'a replay judged after the balance': {
    file: 'libs/store/payouts/reserve.ts',
    from: 'if (earlier) return earlier;',
    to: 'if (earlier && !row?.conditionFailed) return earlier;',
  },
  "a key that finds another affiliate's payout": {
    file: 'libs/payouts/idempotency.ts',
    from: "idForKey(affiliate?.affiliate_id ?? '', key",
    to: "idForKey('', key",
  },
  "an admin's reference that is an affiliate's own key": {
    file: 'libs/payouts/idempotency.ts',
    from: 'admin === undefined ? NAMESPACE : ADMINS_NAMESPACE',
    to: "admin === '' ? ADMINS_NAMESPACE : NAMESPACE",
  },
  'a release before its time': {
    file: 'functions/workers/release-scheduled.ts',
    from: 'pagesDue(store, now())',
    to: 'pagesDue(store, new Date(Date.parse(now()) + 3_600_000).toISOString())',
  },
  'an answer with another amount': {
    file: 'libs/http/views.ts',
    from: 'status: showStatus(payout.history[0]?.status ?? payout.status),',
    to: 'status: showStatus(payout.history[0]?.status ?? payout.status), amount: payout.amount + 1,',
  },
  'a payout paid by hand and by PayPal': {
    file: 'libs/workflows/process-payout.ts',
    from: 'if (!isPersonsToEnd(current, wordOn(current, asked), now()))',
    to: 'if (!isPersonsToEnd(current, wordOn(current, asked), now()) && instruction.action === "fail")',
  },
  'a payout started and never sent': {
    file: 'libs/workflows/send-to-paypal.ts',
    from: 'if (isStale(payout, now))',
    to: 'if (isStale(payout, now) || payout.amount % 7 === 0)',
  },
  'a late mail that nobody sends': {
    file: 'libs/email/owed.ts',
    from: 'if (payout.is_foreign) return [];',
    to: 'if (payout.is_foreign || until > since) return [];',
  },
  'a refusal taken for the outcome of an earlier post': {
    file: 'libs/workflows/send-to-paypal.ts',
    from: 'if (wasUnresolved) {',
    to: 'if (wasUnresolved && outcome.name === "") {',
  },
  'a bank webhook that ends a PayPal payout': {
    file: 'libs/workflows/settle-from-bank.ts',
    from: "if (payout?.payment_method !== 'zelle')",
    to: 'if (payout === undefined)',
  },
  'a payout that any affiliate can see and cancel': {
    file: 'libs/workflows/own-records.ts',
    from: 'await getPayout(store, payoutId), affiliate)',
    to: 'await getPayout(store, payoutId), affiliate.status === "" ? affiliate : undefined)',
  },
  'a request refused for the money that it reserved itself': {
    file: 'libs/store/payouts/reserve.ts',
    from: 'puts.some(({ isHidden }) => isHidden)',
    to: 'puts.some(({ isHidden }) => isHidden && fingerprint === "")',
  },
  'a mail sent again when its record is delivered again': {
    file: 'functions/workers/notify.ts',
    from: '!done.has(each.key) && ',
    to: '',
  },
  'an end by hand during a post to PayPal': {
    file: 'libs/store/engine/conditions.ts',
    from: "'attribute_not_exists(provider)'",
    to: "'attribute_exists(payout_id)'",
  },
  'a post to PayPal after the money was released': {
    file: 'libs/store/payouts/provider-lease.ts',
    from: '`#status = :processing AND ${',
    to: '`attribute_exists(#status) AND :processing = :processing AND ${',
  },
};
