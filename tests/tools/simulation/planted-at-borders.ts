import type { PlantedFault } from './planted-inside.ts';

/** Faults at the borders, by the promise that each breaks. */
export const PLANTED_AT_BORDERS: Record<string, PlantedFault> = {
  // 1. Nothing moves that is not counted.
  'a step on a payout that is not counted': {
    file: 'libs/store/payouts/transition.ts',
    from: `    current = (await adoptPayout(store, current, step.at)).payout;
`,
    to: `    if (step.id === "") current = (await adoptPayout(store, current, step.at)).payout;
`,
  },
  'a payout that is adopted twice': {
    file: 'libs/store/payouts/marking.ts',
    from: '[PAYOUT_EXISTS, ...still.conditions]',
    to: `[PAYOUT_EXISTS, ...still.conditions.map((clause) => \`(\${clause} OR attribute_exists(payout_id))\`)]`,
  },
  'a row that is opened over an open one': {
    file: 'libs/store/balances/open-balance.ts',
    from: `\`\${ROW_IS_NEW} AND \${MARKS_ARE_SEEN}\``,
    to: `\`(\${ROW_IS_NEW} AND \${MARKS_ARE_SEEN}) OR attribute_exists(affiliate_id)\``,
  },
  'an opening that counts what it marked twice': {
    file: 'libs/store/balances/open-balance.ts',
    from: 'unmarked.reduce(countPayout, opening.counters)',
    to: '[...unmarked, ...unmarked].reduce(countPayout, opening.counters)',
  },
  'a history that two first steps write': {
    file: 'libs/store/payouts/transition.ts',
    from: 'conditions: [hasOther ? HISTORY_IS_FOREIGN : HISTORY_IS_NEW],',
    to: 'conditions: [],',
  },
  'a letter for what another service did': {
    file: 'libs/email/mails.ts',
    from: 'return tellsOfOthers ? mailsForStep(change, adminEmail) : [];',
    to: 'return tellsOfOthers ? [] : mailsForStep(change, adminEmail);',
  },
  'a letter to another address before its start': {
    file: 'libs/email/mails.ts',
    from: 'if (wasStarted(payout) || isOnRecord(payout)) return payment_email;',
    to: 'if (payment_email) return payment_email;',
  },
  'no letter of an end before its start': {
    file: 'libs/email/mails.ts',
    from: "return kind === 'cancelled' || kind === 'failed' ? recorded_email : undefined;",
    to: "return kind === 'cancelled' ? recorded_email : undefined;",
  },
  // 2. A start checks the affiliate and the cover.
  'a start that is not covered': {
    file: 'libs/payouts/warnings.ts',
    from: 'if (row && !covers(',
    to: "if (row && affiliate.status === '' && !covers(",
  },
  'a start for a closed account': {
    file: 'libs/payouts/warnings.ts',
    from: 'if (!isActive(affiliate)) warnings',
    to: "if (affiliate.status === '') warnings",
  },
  'a start that needs no override': {
    file: 'libs/payouts/warnings.ts',
    from: 'if (blocking.every(isExcused)) return;',
    to: 'if (override !== "") return;',
  },
  // 3. What was paid by hand can come back by hand, and contradictions raise alarms.
  'a return that gives back twice': {
    file: 'libs/store/payouts/transition.ts',
    from: "':paid': paid * amount,",
    to: "':paid': paid < 0 ? 2 * paid * amount : paid * amount,",
  },
  'a return by the bank that is ignored': {
    file: 'libs/zelle/settlement.ts',
    from: "return { kind: 'step', action: 'return' };",
    to: "return { kind: 'settled' };",
  },
  'a return of what PayPal paid': {
    file: 'libs/workflows/process-payout.ts',
    from: 'if (isReversal(instruction.action) && wasPaidByPaypal(current))',
    to: 'if (isReversal(instruction.action) && wasPaidByPaypal(current) && current.amount < 0)',
  },
  'an amend that loses the history': {
    file: 'libs/store/payouts/transition.ts',
    from: "    set: 'history = list_append(history, :added)',",
    to: "    set: step.action === 'amend' ? 'history = :added' : 'history = list_append(history, :added)',",
  },
  'a contradiction of the bank without an alarm': {
    file: 'libs/workflows/settle-from-bank.ts',
    from: "alarm('zelle-mismatch'",
    to: "log('warn', 'zelle-mismatch'",
  },
  'a payment before its start that does not come again': {
    file: 'libs/workflows/settle-from-bank.ts',
    from: 'if (settlement.comesAgain) throw cannotBePaidYet(payout);',
    to: '',
  },
  'a first delivery of the bank taken for a second': {
    file: 'libs/workflows/settle-from-bank.ts',
    from: 'if (payout.history.some(({ id }) => id === stepId)) return;',
    to: 'if (payout.history.some(({ by }) => by === "zelle")) return;',
  },
  // 4. PayPal's last word counts, and a person decides only once PayPal cannot.
  'an end by hand because one answer of PayPal is strange': {
    file: 'libs/payouts/provider.ts',
    from: 'return NO_END.has(word) && isForgotten;',
    to: 'return NO_END.has(word) || isForgotten;',
  },
  'a recall that believes its own call': {
    file: 'libs/workflows/recall-from-paypal.ts',
    from: '  if (hasComeBack(payout, after.payout)) return after.payout;',
    to: "  if (after.payout.provider?.status !== '') return after.payout;",
  },
  // 5. Nothing is paid in two accounts, or again after a restore.
  'a post in a second PayPal account': {
    file: 'libs/workflows/send-to-paypal.ts',
    from: 'account !== undefined && account !== paypal.account;',
    to: "account === '' && account !== paypal.account;",
  },
  'a repeated post taken for a refusal': {
    file: 'libs/paypal/outcome.ts',
    from: 'if (isAboutAnother(error)) {',
    to: "if (isAboutAnother(error) && error.name === '') {",
  },
  'a lost answer taken for a 429': {
    file: 'libs/paypal/outcome.ts',
    from: 'if (status === 429)',
    to: 'if (status === 429 || status >= 500)',
  },
  // 6. The company's own trouble fails nobody's payout.
  'missing funds that fail a payout': {
    file: 'libs/paypal/outcome.ts',
    from: 'if (status === 403 || isCompanysReason(error.name)) return',
    to: 'if (status === 403) return',
  },
  'missing permissions that fail a payout': {
    file: 'libs/paypal/outcome.ts',
    from: 'if (status === 403 || isCompanysReason(error.name)) return',
    to: 'if (error.name.startsWith("SENDER_")) return',
  },
  // 7. Untidy records are read kindly, and unreadable ones stop the money.
  'a request beside a record that cannot be read': {
    file: 'libs/store/engine/conditions.ts',
    from: "'attribute_not_exists(unreadable)'",
    to: "'attribute_exists(affiliate_id)'",
  },
  'a status that is not read kindly': {
    file: 'libs/store/payouts/record.ts',
    from: '? value.trim().toLowerCase() : undefined',
    to: '? value.toLowerCase() : undefined',
  },
  'a record that is counted and in no list': {
    file: 'libs/store/payouts/marking.ts',
    from: 'payout.requested_at !== undefined || at === undefined',
    to: 'payout.requested_at !== undefined || at !== ""',
  },
};
