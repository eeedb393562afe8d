/** What the description says of the API as a whole. */
export const INFO = {
  title: 'Affiliate payouts',
  summary: 'Affiliates see their balance, request payouts and follow them; admins start each one.',
  description: [
    'Amounts are whole cents (USD). Times are ISO 8601 in UTC, such as `2026-03-01T12:00:00.000Z`. Nothing is coerced, ' +
      'and an unknown member of a body or a query is refused.',
    'A success is `{ "success": true, "message", "data" }`, a failure `{ "success": false, "message", "error": { "code", ' +
      '"details" } }`. Write programs against `code` and `details`: a `message` is for people, and its words may change.',
    'Statuses and actions are closed lists. The codes of errors, warnings and reasons, the payment methods and the types of ' +
      'events are open lists: new ones may be added, and so may members of answers and operations. Ignore members that you do not ' +
      'know, and treat a code that you do not know by its status.',
    'After any 5xx, or no answer at all, send the same request under the same `Idempotency-Key`. Where no operation is, the ' +
      'answer is `route_not_found`.',
  ].join('\n\n'),
  license: { name: 'MIT', identifier: 'MIT' },
};

/** The groups of operations. */
export const TAGS = [
  { name: 'payouts', description: 'What affiliates do with their own money.' },
  { name: 'admin', description: 'What admins do with the payouts of all affiliates.' },
];

/** How callers say who they are. */
export const BEARER = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: [
    'A JWT that is signed with HS256. `exp` is required. `user_id`, or else `sub`, is the user; `role: "admin"` opens `/admin`.',
    'The optional claim `scope` narrows the token to some of these, separated by blanks:',
    [
      "- `payouts:read` and `payouts:write`: reading and moving the affiliate's own payouts",
      '- `admin:read` and `admin:write`: reading and moving the payouts of all affiliates',
    ].join('\n'),
    'A token without the claim may do what its role may.',
  ].join('\n\n'),
};
