/** A fault as somebody could have written it: a file of the service, and what stands there instead. */
export interface PlantedFault {
  file: string;
  from: string;
  to: string;
}

/** The faults that the simulation must find, one at a time. */
export const PLANTED: Record<string, PlantedFault> = {
  'no condition on the balance': {
    file: 'libs/store/conditions.ts',
    from: "'committed <= :headroom'",
    to: "'committed <= :headroom OR attribute_exists(committed)'",
  },
  'no condition on the status': {
    file: 'libs/store/conditions.ts',
    from: "'#status = :from'",
    to: "'(#status = :from OR attribute_exists(payout_id))'",
  },
  'a new id on retry': {
    file: 'libs/idempotency.ts',
    from: 'key === undefined ? newId() : idForKey(affiliate, key, index)',
    to: 'index < 0 ? idForKey(affiliate, key ?? "", index) : newId()',
  },
  'the first page only': {
    file: 'libs/store/balances.ts',
    from: 'counters = (Items as Payout[]).reduce(countPayout, counters);',
    to: 'return (Items as Payout[]).reduce(countPayout, counters);',
  },
  'a balance summed from the index': {
    file: 'libs/store/balances.ts',
    from: '(counters as Counters | undefined) ?? (await sumPayouts(store, affiliateId))',
    to: 'await sumPayouts(store, affiliateId)',
  },
  'a conflict reported as insufficient': {
    file: 'libs/store/reserve.ts',
    from: 'if (record?.conditionFailed || row?.conditionFailed) {',
    to: 'if (!record?.conditionFailed && !row?.conditionFailed) throw insufficientBalance(0, amount); else {',
  },
  'unknown reported as failed': {
    file: 'libs/paypal/client.ts',
    from: "return { kind: 'unknown', why: String(error) };",
    to: "return { kind: 'refused', name: String(error) };",
  },
  'money returned twice': {
    file: 'libs/store/transition.ts',
    from: "':committed': committed * amount,",
    to: "':committed': 2 * committed * amount,",
  },
  'a replay judged after the balance': {
    file: 'libs/store/reserve.ts',
    from: 'if (onRecord.length > 0)',
    to: 'if (onRecord.length > 0 && !row?.conditionFailed)',
  },
};
