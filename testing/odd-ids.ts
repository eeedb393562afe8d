/** An id of the right form that no payout has. */
export const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** Ids that no payout can have. */
export const ODD_IDS = [
  '',
  ' ',
  '.',
  '..',
  '%00',
  '\u0000',
  'a/b',
  '💸',
  '\ud800',
  'constructor',
  '{payout_id}',
  'x'.repeat(128),
  'x'.repeat(300),
  'ß'.repeat(128),
];

/** Ids that no payout can have, as they stand in the path of a URL. */
export const ODD_IDS_IN_URLS = [
  '..',
  '%00',
  '%2e%2e',
  '%F0%9F%92%B8',
  '%25',
  '%',
  '%FF',
  'request',
  'bulk',
  'process',
  'x'.repeat(300),
];

/** Ways to write an id that is almost right. */
export const MISSPELLINGS: { how: string; misspell: (id: string) => string }[] = [
  { how: 'in braces', misspell: (id) => `{${id}}` },
  { how: 'with a space before it', misspell: (id) => ` ${id}` },
  { how: 'with a space after it', misspell: (id) => `${id} ` },
  { how: 'without its last character', misspell: (id) => id.slice(0, -1) },
  { how: 'with a NUL after it', misspell: (id) => `${id}\u0000` },
];
