import { one, type SecurityMistake } from './mistakes-with-callers.ts';

const SETTINGS = 'libs/runtime/settings.ts';
const SECRETS = 'libs/runtime/secrets.ts';
const REQUESTS = 'libs/payouts/requests.ts';
const STANDS = 'libs/store/payouts/affiliate-stands.ts';
const STEPS = 'libs/payouts/transitions.ts';
const TRANSITION = 'libs/store/payouts/transition.ts';

/** Mistakes about money and settings. */
export const MISTAKES_INSIDE: Record<string, SecurityMistake> = {
  'a key is everybody’s': {
    changes: one(
      'libs/payouts/idempotency.ts',
      "idForKey(affiliate?.affiliate_id ?? '', key",
      "idForKey('', key",
    ),
    red: [
      'does not confuse equal keys of two affiliates',
      'differs for another affiliate or key, however their characters are divided',
    ],
  },
  'a key may pay again': {
    changes: one('libs/payouts/idempotency.ts', 'key === undefined ? newId()', 'key !== null ? newId()'),
    red: ['creates one payout for 50 requests under one key, and answers all 50 with the same bytes'],
  },
  'a balance may be overdrawn': {
    changes: one(
      'libs/store/engine/conditions.ts',
      "'committed <= :headroom'",
      "'committed <= committed OR committed <= :headroom'",
    ),
    red: [
      'accepts one of 50 if the balance covers one',
      'refuses an amount above the balance',
      'reserves nothing if the sum exceeds the balance, although each request fits',
      'does not count the payouts of another affiliate',
    ],
  },
  'no amount is too small': {
    changes: one(REQUESTS, 'if (amount < minimum)', 'if (amount < 0)'),
    red: ['refuses an amount below the minimum'],
  },
  'a payout needs no destination': {
    changes: one(
      REQUESTS,
      'if (fields.length === 0) return undefined;',
      'if (fields.length >= 0) return undefined;',
    ),
    red: ['without a destination is refused'],
  },
  'a payout may be scheduled for any time': {
    changes: one(
      REQUESTS,
      'if (aheadMs > 0 && aheadMs <= SCHEDULE_MS_MAX) return;',
      'if (aheadMs !== 0) return;',
    ),
    red: ['refuses to schedule for %s, which is past, too far away, or not a date'],
  },
  'a destination is compared with nothing': {
    changes: one(
      REQUESTS,
      'const destination_changed = differsFromRecord(destination, record);',
      'const destination_changed = destination === null;',
    ),
    red: ['compares with the destination on record at the time of the request'],
  },
  'a letter goes wherever a request says': {
    changes: one(
      'libs/email/mails.ts',
      'if (wasStarted(payout) || isOnRecord(payout)) return payment_email;',
      'if (kind || wasStarted(payout) || isOnRecord(payout)) return payment_email;',
    ),
    red: ['has these letters from %s to %s, and none to that address before its start'],
  },
  'an account may have been closed': {
    changes: one(STANDS, "['status', 'maturing', ...others]", "['maturing', ...others]"),
    red: ['does not pay an affiliate whose account was closed'],
  },
  'an account may be another user’s by now': {
    changes: one(
      STANDS,
      "...(userId === undefined ? [] : ['user_id = :user'])",
      "...(userId === undefined ? [] : ['user_id <> :user OR user_id = :user'])",
    ),
    red: ['does not pay a user whose affiliate account now belongs to another'],
  },
  'a destination may have changed': {
    changes: [
      { file: STANDS, from: "if (payment_method) members.push('payment_method');", to: '' },
      { file: STANDS, from: "if (payment_email) members.push('payment_email');", to: '' },
    ],
    red: ['does not use a %s that is no longer on record, and returns try_again'],
  },
  'an admin may start twice': {
    changes: one(
      STEPS,
      "{ from: 'pending', action: 'start', to: 'processing'",
      "{ from: 'processing', action: 'start', to: 'processing'",
    ),
    red: ['is the one in the docs (npm test -- -u rewrites it)'],
  },
  'anyone may take any step': {
    changes: one(
      STEPS,
      'if (transition?.who.includes(role)) return transition;',
      'if (transition) return transition;',
    ),
    red: ['$status, $action: has one transition, or is invalid_transition'],
  },
  'the second admin is told that all is well': {
    changes: one(
      STEPS,
      'if (REPEATABLE[step.action] !== status) return false;',
      'if (REPEATABLE[step.action] !== status) return status === "processing";',
    ),
    red: ['tells the admin who comes second what the first one did'],
  },
  'a payout may be named twice': {
    changes: one('functions/admin/process-bulk.ts', '    requireEachOnce(body.items);\n', ''),
    red: ['refuses a payout that is named twice'],
  },
  'a retry knows no time': {
    changes: one('libs/store/engine/retry.ts', '    if (remainingMs() < ATTEMPT_MS) break;\n', ''),
    red: ['ends the retries before Lambda ends the function'],
  },
  'a lost answer is a refusal': {
    changes: one('libs/store/engine/aws-errors.ts', 'status === undefined || ', ''),
    red: ['is found by the retry, and reserves the money once'],
  },
  'a query never grows': {
    changes: one(
      'libs/store/payouts/query-partition.ts',
      'isSlow ? Math.min(2 * (input.Limit ?? limit), QUERY_LIMIT_MAX) : limit',
      'limit',
    ),
    red: ['takes a number of queries that is logarithmic in theirs, however small the page'],
  },
  'a refusal forgets the post that was accepted': {
    changes: one(
      'libs/workflows/send-to-paypal.ts',
      '    if (provider?.lease_id !== payout.provider?.lease_id) throw tryAgain();\n',
      '',
    ),
    red: ['does not fail a payout that another post got accepted, if it is refused'],
  },
  'a large number is an error': {
    changes: one('libs/store/engine/client.ts', '{ wrapNumbers: Number }', '{ wrapNumbers: false }'),
    red: ['may have numbers above our maximum'],
  },
  'a record that cannot be read is a refusal': {
    changes: one(
      'functions/payouts/eligibility.ts',
      "if (isCode(error, 'records_unreadable')) return undefined;",
      '',
    ),
    red: ['says that a record cannot be read, and not which'],
  },
  'any secret will do': {
    changes: [
      {
        file: SECRETS,
        from: "  requireNotPublic(env, name, secret.replace(/\\s/g, '') === LOCAL_JWT_SECRET);\n",
        to: '',
      },
      {
        file: SETTINGS,
        from: "!baseUrl.startsWith('https://') && env.STAGE !== 'local'",
        to: "baseUrl === ''",
      },
      { file: SETTINGS, from: "env.STAGE === 'local' ? required(env, 'DYNAMODB_ENDPOINT') : env", to: 'env' },
    ],
    red: ['does not start as %j', 'if it is local and has no database of its own: %j'],
  },
  'two steps of one status are both taken': {
    changes: [
      {
        file: TRANSITION,
        from: '      ...still.conditions,\n      provider',
        to: `      ...still.conditions.map((clause) => \`(\${clause} OR attribute_exists(payout_id))\`),\n      provider`,
      },
      {
        file: TRANSITION,
        from: '      ...history.conditions,\n      ...rail',
        to: `      ...history.conditions.map((clause) => \`(\${clause} OR attribute_exists(payout_id))\`),\n      ...rail`,
      },
    ],
    red: [`has one winner in each of \${ROUNDS} rounds, and the others get 409`],
  },
};
