import { LOCALE, WORDS } from './en.ts';

/** The words that only the admin's page says, in English. Another language is another file of this shape. */

const count = (number: number) => number.toLocaleString(LOCALE);
const lines = (number: number) => (number === 1 ? '1 line' : `${count(number)} lines`);
const { payouts } = WORDS;

/** What a warning says: its name, what it means, and what to do. */
interface WarningWords {
  name: string;
  means: string;
  todo: string;
}

export const ADMIN_WORDS = {
  tabs: { today: 'Today', payouts: 'Payouts', runs: 'Runs' },
  money: (number: number, sum: string) => `${count(number)} · ${sum}`,
  moreThan: (number: number) => `${count(number)}+ payouts`,
  find: {
    label: 'Find a payout or an affiliate',
    hint: 'ID, receipt, e-mail, transaction',
    go: 'Find',
  },
  today: {
    waiting: 'Waiting to start',
    nothingWaits: 'Nothing is waiting to start.',
    start: (number: number, sum: string) => `Start all ${count(number)} waiting · ${sum}`,
    startFirst: (number: number, sum: string) => `Start the newest ${count(number)} · ${sum}`,
    onItsWay: 'On its way',
    openRuns: 'Runs that have not ended',
    needs: 'Needs attention',
    allClear: 'Nothing else needs attention right now.',
    clear: (names: string) => `None right now: ${names}.`,
    cut: (number: number) =>
      `Based on the newest ${count(number)} payouts of each status. “+” marks where there are more.`,
  },
  needs: {
    override: { name: 'Needs a reason to start', how: 'A warning stops the start until you say why.' },
    elsewhere: { name: 'Destination changed', how: 'Does not go to the destination on record.' },
    by_hand: { name: 'To be paid by hand', how: 'Started, and not sent through PayPal.' },
    not_at_paypal: { name: 'Not at PayPal yet', how: 'Started, and PayPal has not confirmed it.' },
    unclaimed: { name: 'Unclaimed', how: 'PayPal holds it until its recipient claims it.' },
    undecided: { name: 'Undecided', how: 'At PayPal for over 35 days.' },
    failed_lately: { name: 'Failed or returned', how: 'Since yesterday morning.' },
    unreadable: { name: 'Cannot be read', how: 'Its record must be corrected before its money moves.' },
  },
  counted: {
    mismatches: {
      name: 'The bank disagrees',
      how: 'In the last 30 days, the bank said what our books do not. Find out what happened to the money.',
    },
    uncounted: {
      name: 'Not counted yet',
      how: 'Another service wrote them. They are counted within seconds; if not, run openBalances.',
    },
  },
  filters: {
    need: 'Show',
    noNeed: 'Everything',
    more: 'More filters',
    details: {
      affiliate_id: 'Affiliate ID',
      payment_email: 'Paid to',
      transaction_id: 'Transaction ID',
      receipt_number: 'Receipt number',
      payment_method: 'Method',
      from: 'Requested from',
      to: 'Requested until',
      ended_from: 'Ended from',
      ended_to: 'Ended until',
    },
    daysHint: 'Days are UTC days. With a day of the end, the list is sorted by it.',
    apply: 'Filter',
    clear: 'Clear filters',
    none: 'No payouts here',
    noneHow: 'No payout matches these filters.',
    noneYet: 'When an affiliate requests a payout, it appears here.',
    looked: 'None on the pages read so far. There are more to read.',
  },
  columns: {
    select: 'Select',
    amount: 'Amount',
    status: 'Status',
    affiliate: 'Affiliate',
    to: 'To',
    requested: 'Requested',
    name: 'Payouts, newest first',
  },
  select: {
    one: (amount: string, affiliate: string) => `Select ${amount} of ${affiliate}`,
    allShown: (number: number) => `Select all ${count(number)} shown`,
    selected: (number: number, sum: string) => `${count(number)} selected · ${sum}`,
    clear: 'Clear',
    none: 'Nothing can be done to the selected payouts together here. Open one to see what can.',
    actions: 'What to do with the selected payouts',
  },
  actions: {
    start: 'Start',
    complete: 'Complete',
    fail: 'Fail',
    return: 'Record a return',
    amend: 'Correct details',
    recall: 'Recall from PayPal',
  },
  dialog: {
    title: {
      start: (what: string) => `Start ${what}?`,
      complete: (what: string) => `Complete ${what}`,
      fail: (what: string) => `Fail ${what}?`,
      return: (what: string) => `Return ${what}?`,
      amend: (what: string) => `Correct ${what}`,
      recall: (what: string) => `Recall ${what}?`,
    },
    what: (number: number, sum: string) => `${payouts(number)} · ${sum}`,
    how: {
      start:
        'PayPal payouts are sent through PayPal if it is set up. Pay all others by hand, then complete them here. You cannot undo a start.',
      complete:
        'Only for what has been paid. Enter its transaction ID. The affiliate is told, and gets a receipt.',
      fail: 'It will not be paid, and the money is available to the affiliate again. The affiliate is told, with the reason.',
      return:
        'It was paid and came back. The money is available to the affiliate again. The affiliate is told, with the reason.',
      amend: 'The new details replace the old ones. The history keeps both.',
      recall:
        'PayPal takes back money that was not claimed. The payout then ends as PayPal says, and the money is available again.',
    },
    byMethod: 'By method',
    warnings: 'Warnings',
    each: 'Show each payout',
    notes: 'Notes (optional)',
    notesHint: 'The affiliate can read them.',
    reason: 'Reason',
    reasonHint: 'The affiliate reads this.',
    reasonMissing: 'Say why.',
    include: (number: number, sum: string) =>
      `Also start ${payouts(number)} (${sum}) with warnings that need a reason`,
    left: (number: number, sum: string) => `${payouts(number)} (${sum}) will stay pending.`,
    override: 'Why start despite the warnings?',
    overrideHint: 'This goes into the history, which the affiliate can read.',
    overrideMissing: 'Say why to start despite the warnings.',
    transaction: 'Transaction ID',
    transactionOf: (amount: string, affiliate: string) => `Transaction ID of ${amount} for ${affiliate}`,
    transactionHint: 'From your bank or from PayPal.',
    transactionWrong: 'Enter up to 128 plain letters, digits and signs.',
    someEmpty: 'Payouts without a transaction ID stay as they are.',
    nothingFilled: 'Enter at least one transaction ID.',
    transactionLost: 'The transaction ID can be replaced, not removed.',
    notesLost: 'The notes can be replaced, not removed.',
    nothingChanged: 'Change the transaction ID or the notes.',
    yes: (action: string, number: number, sum: string) =>
      number === 1 ? `${action} ${sum}` : `${action} ${count(number)} · ${sum}`,
    no: 'Not now',
    working: (done: number, all: number) =>
      all === 1 ? 'Working …' : `Working … ${count(done)} of ${count(all)} done`,
  },
  results: {
    title: 'Results',
    done: (past: string) => (number: number, sum: string) => `${past}: ${payouts(number)} · ${sum}.`,
    refused: (number: number, sum: string) =>
      `Refused: ${payouts(number)} · ${sum}. Nothing was done to them.`,
    unknown: (number: number, sum: string) =>
      `Unknown: ${payouts(number)} · ${sum}. The answer was lost, so they may have gone through. Check their status before you try again.`,
    unsent: (number: number, sum: string) => `Not sent: ${payouts(number)} · ${sum}.`,
    past: {
      start: 'Started',
      complete: 'Completed',
      fail: 'Failed',
      return: 'Returned',
      amend: 'Corrected',
      recall: 'Recalled',
    },
    is: { refused: 'Refused', unknown: 'Unknown', unsent: 'Not sent' },
    each: 'Each payout',
    again: 'These need a reason before they can start:',
    close: 'Done',
  },
  payout: {
    affiliate: 'Affiliate',
    destination: 'Destination',
    destinationChanged: 'Not the one on record',
    processedBy: 'Last admin',
    providerStatus: 'PayPal says',
    batch: 'PayPal batch',
    item: 'PayPal item',
    failure: 'Reason',
    todo: 'What can be done',
    waits: {
      scheduled:
        'The money is set aside. It becomes pending on its day; until then, the affiliate can cancel it.',
      pending: 'The money is set aside. Start it to pay it, or fail it to give the money back.',
      processing: 'It is being paid by hand. Once it is paid, complete it with its transaction.',
      completed: 'The money has been paid.',
      failed: 'It was not paid. The money is available to the affiliate again.',
      cancelled: 'The affiliate cancelled it. The money is available to them again.',
    },
    cameBack: 'It was paid and came back. The money is available to the affiliate again.',
    atPaypal: 'PayPal has it. It ends as PayPal says; nothing needs to be done here.',
    notAtPaypal:
      'It was started, and PayPal has not confirmed it yet. Wait a few minutes and reload. Pay it by hand only if this service does not send through PayPal.',
    unclaimed:
      'PayPal holds it for its recipient, who has not claimed it. You can ask PayPal to take it back.',
    unknown:
      'This service does not know its status. Find out what happened to the money, then say how it ended.',
    byHand: 'Does PayPal no longer have it?',
    byHandHow:
      'We ask PayPal first. You can end it by hand only 29 days after its start, and only if PayPal does not know it.',
    unknownOutcome:
      'We have not heard whether your last step went through. This is the payout as it is now. If it has not changed, wait a minute and reload before you try again.',
  },
  runs: {
    title: 'Runs',
    how: 'A run pays many payouts together. You freeze a list, look at its sum, and confirm exactly that list.',
    none: 'There are no runs yet.',
    new: 'New run',
    statuses: { draft: 'Draft', confirmed: 'Confirmed', done: 'Done' },
    forms: {
      paypal: 'PayPal, sent by this service',
      paypal_csv: 'PayPal, by file',
      zelle_csv: 'Zelle, by file',
    },
    formHow: {
      paypal: 'This service sends each payout through PayPal.',
      paypal_csv: 'You upload a file to PayPal. This service sends none of these payouts.',
      zelle_csv: 'You take a file to your bank. This service sends none of these payouts.',
    },
    form: 'How to pay',
    which: 'Which payouts',
    allWaiting: 'All that wait to start',
    someWaiting: 'Those requested in a period, or by one affiliate',
    selected: (number: number, sum: string) => `The ${count(number)} selected · ${sum}`,
    from: 'Requested from',
    to: 'Requested until',
    atMost: 'A run has at most 1,000 payouts, the oldest requests first.',
    freeze: 'Freeze the list',
    hasMore: 'More payouts wait than one run can have. Freeze another run for them.',
    name: (number: number, sum: string) => `${payouts(number)} · ${sum}`,
    created: 'Frozen',
    confirmed: 'Confirmed',
    by: (user: string) => `by ${user}`,
    hash: 'Fingerprint',
    draftHow: 'Nothing has been started. Check the sum and the warnings, then confirm.',
    startingHow: 'Its payouts are being started. This goes on by itself.',
    confirmedHow: {
      paypal: 'PayPal is paying. Each payout ends as PayPal says.',
      paypal_csv: 'Download the file and upload it to PayPal. Then bring back what PayPal says.',
      zelle_csv: 'Download the file and take it to your bank. Then bring back what the bank says.',
    },
    doneHow: 'Each of its payouts has ended.',
    confirm: (number: number, sum: string) => `Confirm and start ${count(number)} · ${sum}`,
    confirmTitle: (number: number, sum: string) => `Start ${payouts(number)} · ${sum}?`,
    confirmHow: 'Exactly these payouts are started. If one of them has changed, none is. You cannot undo it.',
    changed: (number: number) =>
      `${payouts(number)} changed since the list was frozen, so nothing was started. Freeze a new run.`,
    file: 'Download the file',
    import: 'Bring back results',
    leftOut: 'Not in this run',
    left: (reason: string) => `Reason: ${reason}`,
    payouts: 'Payouts of this run',
    byStatus: 'How far they are',
    unknownStatus: 'unknown',
  },
  resultFile: {
    title: 'Bring back results',
    how: 'A CSV file that says of each payout: completed, failed or returned. You see what each line would do before anything is done.',
    file: 'File',
    fileHint:
      'Columns: id, or payment_email and amount; status; transaction_id; reason. The file of the run has the ids.',
    reading: 'Reading the file …',
    wouldDo: 'What the file would do',
    did: 'What was done',
    actions: {
      complete: (number: number, sum: string) => `Complete ${payouts(number)} · ${sum}`,
      fail: (number: number, sum: string) => `Fail ${payouts(number)} · ${sum}`,
      return: (number: number, sum: string) => `Return ${payouts(number)} · ${sum}`,
    },
    done: {
      complete: (number: number, sum: string) => `Completed: ${payouts(number)} · ${sum}`,
      fail: (number: number, sum: string) => `Failed: ${payouts(number)} · ${sum}`,
      return: (number: number, sum: string) => `Returned: ${payouts(number)} · ${sum}`,
    },
    unchanged: (number: number) =>
      number === 1
        ? '1 line changes nothing: it was carried out before.'
        : `${lines(number)} change nothing: they were carried out before.`,
    again:
      'These payouts are in the file more than once. Each is carried out once; check what the bank paid.',
    sameAs: (line: number) => `The same payout as in line ${count(line)}.`,
    refused: (number: number) =>
      `${lines(number)} cannot be carried out. Nothing is done for them; correct them and bring the file again.`,
    line: (number: number) => `Line ${count(number)}`,
    nothing: 'The file changes nothing.',
    carryOut: (number: number) => `Carry out ${lines(number)}`,
    close: 'Done',
  },
  affiliate: {
    title: 'Affiliate',
    user: 'User',
    status: 'Account',
    destination: 'On record',
    noDestination: 'Nothing usable',
    count: 'Payouts',
    equation: (earned: string, parts: string) => `${earned} earned = ${parts}`,
    part: {
      available: (amount: string) => `${amount} available`,
      maturing: (amount: string) => `${amount} not yet available`,
      pending: (amount: string) => `${amount} on its way`,
      paid: (amount: string) => `${amount} paid`,
    },
    overdrawn: (amount: string) =>
      `${amount} more is paid and on its way than was earned. Nothing is available until new earnings cover it.`,
    noBalance: 'The balance cannot be shown',
    noBalanceHow: 'A record of this affiliate cannot be read. Correct it; until then, the money waits.',
    payouts: 'Payouts of this affiliate',
  },
  warnings: {
    destination_changed: {
      name: 'Destination changed',
      means: 'It does not go to the destination on the affiliate’s record.',
      todo: 'Ask the affiliate whether they want this, but not at this e-mail address.',
    },
    destination_shared: {
      name: 'Destination shared',
      means: 'Another affiliate has been paid at this address.',
      todo: 'Check that both affiliates are who they say they are.',
    },
    affiliate_missing: {
      name: 'No affiliate',
      means: 'There is no record of this affiliate.',
      todo: 'Find out why. To start it anyway, you must say why.',
    },
    affiliate_inactive: {
      name: 'Affiliate inactive',
      means: 'The affiliate’s account is not active.',
      todo: 'Find out why it was stopped. To start it anyway, you must say why.',
    },
    not_covered: {
      name: 'Not covered',
      means: 'The affiliate’s earnings no longer cover what is set aside and paid.',
      todo: 'Compare the balance with the earnings. To start it anyway, you must say why.',
    },
    unknown_status: {
      name: 'Unknown status',
      means: 'The record has a status that this service does not know.',
      todo: 'Find out what happened to the money, then say how it ended.',
    },
    undecided: {
      name: 'Undecided',
      means: 'PayPal has had it for over 35 days without a decision.',
      todo: 'Ask PayPal. If PayPal knows nothing of it, end it by hand.',
    },
    unreadable: {
      name: 'Cannot be read',
      means: 'A part of the record, such as the amount, cannot be read.',
      todo: 'Correct the record in the database; until then, the affiliate’s money waits.',
    },
  } as Record<string, WarningWords>,
};
