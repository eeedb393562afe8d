/** A mistake, and the tests of the security review that were seen red for it. */
export interface SecurityMistake {
  changes: { file: string; from: string; to: string }[];
  red: string[];
}

export const one = (file: string, from: string, to: string): SecurityMistake['changes'] => [
  { file, from, to },
];

const ACCESS = 'libs/http/access.ts';
const TOKEN = 'libs/http/token.ts';
const CHAIN = 'libs/http/chain.ts';
const OF_USER = 'const claims = verifiedClaims(token, secret, expected);';

/** Mistakes about who calls, what they may see, and what they may send. */
export const MISTAKES_WITH_CALLERS: Record<string, SecurityMistake> = {
  'whoever has no token is let in': {
    changes: one(
      ACCESS,
      "access === 'everybody' ? NOBODY",
      "access === 'everybody' || !event.headers?.authorization ? { userId: 'user-ada', isAdmin: true }",
    ),
    red: [
      'returns 401 $credentials',
      'returns 401 without a token: %s %s',
      'returns 401 for every existing route without a token',
      'returns 401 before it reports $what',
    ],
  },
  'the token is checked after the body': {
    changes: [
      { file: CHAIN, from: '    .use(requireAccess(route, settings.token))\n', to: '' },
      {
        file: CHAIN,
        from: '  const handler = async (event: NamedEvent, context: Context) =>\n',
        to: '  chain.use(requireAccess(route, settings.token));\n  const handler = async (event: NamedEvent, context: Context) =>\n',
      },
    ],
    red: ['returns 401 before it reports $what', 'returns 403 before it reports $what'],
  },
  'anybody with a token is an admin': {
    changes: one(ACCESS, "access === 'admins' && !event.user.isAdmin", "access === 'admins' && false"),
    red: [
      'returns 403 to $caller',
      'returns 403 to an affiliate: %s %s',
      'returns 403 to $caller, and lets the page that called read it',
      'returns 403 to an affiliate who sends the header %s',
    ],
  },
  'any role is an admin’s': {
    changes: one(TOKEN, "claims.role === 'admin'", 'Boolean(claims.role)'),
    red: ['makes its user an admin only if the role is exactly admin: %j'],
  },
  'a role may be one of a list': {
    changes: [
      { file: TOKEN, from: "claims.role === 'admin'", to: "[claims.role].flat().includes('admin')" },
      { file: TOKEN, from: ' && isClaims(payload) ?', to: ' && (payload as Claims)?.exp ?' },
    ],
    red: ['with a list of roles', 'with null as user_id and a valid sub'],
  },
  'a user without an account is given the first one': {
    changes: one(
      'libs/workflows/own-records.ts',
      'requireAffiliate(await getAffiliateByUserId(userId, store))',
      "(await getAffiliateByUserId(userId, store)) ?? ({ affiliate_id: 'aff-ada', user_id: userId, status: 'active', total_earned: 0, maturing: [], record: {} } as Affiliate)",
    ),
    red: ['returns 403 to a user without an affiliate account'],
  },
  'a token is read and not verified': {
    changes: [
      { file: TOKEN, from: '\\.[\\w-]+)$/i', to: '\\.?[\\w-]*)$/i' },
      {
        file: TOKEN,
        from: 'jwt.verify(token, secret, options)',
        to: 'jwt.decode(token, { complete: true }) as unknown as ReturnType<typeof jwt.verify> & { header: { crit?: unknown }; payload: unknown }',
      },
    ],
    red: [
      'has a payload that was changed after signing',
      'lacks its signature',
      'is unsigned (alg none)',
      'says alg none but has a valid signature',
      'is signed with HS512',
      "is signed with another party's RSA key",
      'contains its own key (jwk)',
      'names the address of its key (jku)',
      'names a certificate (x5u)',
      'names a file as its key (kid)',
      'expired',
      'not valid yet',
      'make a token invalid that has %s',
    ],
  },
  'the library’s errors are passed on': {
    changes: one(
      TOKEN,
      '  } catch {\n',
      '  } catch (error) {\n    if (error instanceof TypeError) throw error;\n',
    ),
    red: ['null', 'returns 401 and not 500 for one %s'],
  },
  'a critical extension is ignored': {
    changes: one(TOKEN, 'header.crit === undefined && ', ''),
    red: ['has a critical extension'],
  },
  'the claims have no form': {
    changes: one(TOKEN, ' && isClaims(payload) ?', ' && payload ?'),
    red: [
      'without exp, and so valid for ever',
      'valid until infinity',
      'for any claims of a token with a valid signature',
    ],
  },
  'issuer and audience count for the first secret only': {
    changes: one(TOKEN, OF_USER, OF_USER.replace('expected', 'secret === secrets[0] ? expected : {}')),
    red: ['are checked under the previous secret too'],
  },
  'any payout is one’s own': {
    changes: one(
      'libs/workflows/own-records.ts',
      'requirePayout(await getPayout(store, payoutId), affiliate)',
      'affiliate && requirePayout(await getPayout(store, payoutId))',
    ),
    red: [
      "answers for another affiliate's payout exactly as for one that does not exist",
      "returns 404 for another affiliate's payout",
      "returns 404 for another affiliate's payout to an affiliate who is an admin too",
    ],
  },
  'a list is of everybody': {
    changes: one(
      'functions/payouts/list.ts',
      'filter: { ...page.filter, affiliateId }',
      'filter: page.filter',
    ),
    red: [
      'does not list the payouts of another affiliate',
      'does not list the payouts of another affiliate whose cursor it is given',
    ],
  },
  'an export is of everybody': {
    changes: one('functions/payouts/export.ts', 'filter: { ...filter, affiliateId }', 'filter'),
    red: ['has only the own payouts, of the status that was asked for'],
  },
  'an export knows no time': {
    changes: one('libs/workflows/export-payouts.ts', ' || remainingMs() < PAGE_MS', ''),
    red: ['ends early if the time of the call runs out, but has a page in any case'],
  },
  'an export knows no size': {
    changes: one('libs/workflows/export-payouts.ts', 'bytes + size <= BYTES_MAX', 'bytes + size > 0'),
    red: ['ends early rather than exceed what Lambda can answer'],
  },
  'the owner sees which admin it was': {
    changes: one('libs/http/views.ts', "role === 'owner' ? by : role", 'role && by'),
    red: ['does not name the admin of a payout that is %s'],
  },
  'the owner sees what admins see': {
    changes: one(
      'libs/http/views.ts',
      '    payment_email: payout.payment_email ?? null,\n    status: showStatus(payout.status),\n',
      '    payment_email: payout.payment_email ?? null,\n    ...({ processed_by: payout.processed_by ?? null } as object),\n    status: showStatus(payout.status),\n',
    ),
    red: ['shows the members for the owner, and none that are for admins only'],
  },
  'nothing is validated': {
    changes: one(CHAIN, '  if (validate) chain.use', '  if (validate && !validate) chain.use'),
    red: [
      'refuses the unknown member %s',
      'refuses an unknown member beside payouts',
      'is refused: %s',
      'is refused, so that a caller cannot choose the id',
      'names 20 errors at most',
      'does not coerce the amount %s',
      'refuses the affiliate_id %j',
      'refuses the payment address %j, which is more than one e-mail address',
      'for any query',
    ],
  },
  'a prototype is no JSON': {
    changes: one('libs/http/errors.ts', "message.startsWith('Forbidden key')", "message === 'Forbidden key'"),
    red: ['is refused: __proto__ with the value %s'],
  },
  'a body is a byte too large': {
    changes: one('libs/http/body.ts', 'if (bytes <= limit) return;', 'if (bytes <= limit + 1) return;'),
    red: ['accepts a body of 16 KiB, and refuses one byte more'],
  },
  'no answer has security headers': {
    changes: one(CHAIN, '    .use(securityHeaders(SECURITY_HEADERS))\n', ''),
    red: ['for any headers'],
  },
};
