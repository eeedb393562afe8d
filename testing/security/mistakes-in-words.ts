import { one, type SecurityMistake } from './mistakes-with-callers.ts';

/** Mistakes about errors, logs, files and letters. */
export const MISTAKES_IN_WORDS: Record<string, SecurityMistake> = {
  'what is no JSON is a fault of ours': {
    changes: one(
      'libs/http/errors.ts',
      "if (isMiddyError(thrown, '@middy/http-json-body-parser')) return bodyError(thrown);",
      '',
    ),
    red: ['for any body'],
  },
  'an error tells what happened': {
    changes: one(
      'libs/http/errors.ts',
      "'Something went wrong on our side. The same request may be sent again.'",
      'String((thrown as Error).stack)',
    ),
    red: ['returns internal if it fails, with one stack in the log and none in the answer'],
  },
  'the log has what the caller sent': {
    changes: one(
      'libs/http/log.ts',
      '    route: event.routeKey,\n',
      '    route: event.routeKey,\n    event: JSON.stringify(event),\n',
    ),
    red: ['logs neither the token nor the payment address'],
  },
  'a stack has addresses': {
    changes: one('libs/runtime/log.ts', "value.replace(ADDRESS, '[address]')", 'value'),
    red: ['is logged without an address if the error of SES contains one'],
  },
  'the log of a post has its receiver': {
    changes: one(
      'libs/workflows/send-to-paypal.ts',
      "log('info', 'paypal-post', { payoutId: payout.payout_id, ",
      "log('info', 'paypal-post', { payoutId: payout.payout_id, to: payout.payment_email, ",
    ),
    red: ['has no credentials, no tokens and no e-mail addresses'],
  },
  'a formula is a formula': {
    changes: one('libs/csv/write-spreadsheet.ts', 'text.replace(FORMULA, "$1$2\'")', 'text'),
    red: [
      'makes text of what would begin a formula: %j',
      'has none either for a spreadsheet that takes semicolons, tabs and all line breaks for ends of cells',
    ],
  },
  'a letter is HTML': {
    changes: one(
      'libs/runtime/text.ts',
      'character) => ENTITIES[character] ?? character',
      "character) => (ENTITIES[character] ? character : '')",
    ),
    red: ['stays text in a mail: %j', 'has no link but ours, whatever people wrote: %j'],
  },
  'a receipt has links': {
    changes: one('libs/receipt/page.ts', '{ lineBreak: false }', '{ lineBreak: false, link: piece }'),
    red: ['embeds its fonts, and has no scripts and no links'],
  },
};
