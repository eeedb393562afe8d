import { describe, expect, it } from 'vitest';
import { createDigests, digestOf } from '../../libs/payouts/audit/digests.ts';
import type { Finding } from '../../libs/payouts/audit/finding.ts';
import type { Kind } from '../../libs/payouts/audit/kinds.ts';
import {
  countFinding,
  countOf,
  kindsIn,
  mendOf,
  quote,
  type Tally,
} from '../../libs/payouts/audit/report.ts';

const reportOf = (kinds: Kind[]) => {
  const tally: Tally = new Map();
  for (const kind of kinds) countFinding(tally, { kind, id: 'id', why: '' });
  return kindsIn(tally);
};

describe('a report', () => {
  const KINDS_FOUND: Kind[] = [
    'affiliate-earnings-text',
    'row-half-open',
    'payout-mark-differs',
    'row-broken',
    'row-half-open',
    'table-missing',
    'payout-amount-unreadable',
    'payout-amount-odd',
  ];

  it('has the worst first and, of one severity, tables before payouts before affiliates', () => {
    expect(reportOf(KINDS_FOUND).map(({ kind }) => kind)).toStrictEqual([
      'table-missing',
      'payout-amount-unreadable',
      'row-broken',
      'payout-amount-odd',
      'payout-mark-differs',
      'affiliate-earnings-text',
      'row-half-open',
    ]);
  });

  it.each([
    ['error', 3],
    ['warning', 2],
    ['note', 3],
  ] as const)('counts the findings of each severity: %s', (severity, count) => {
    expect(countOf(reportOf(KINDS_FOUND), severity)).toBe(count);
  });

  it('has commands without options if no tables are named', () => {
    const [found] = reportOf(['index-missing']);
    expect(found?.examples).toStrictEqual([{ id: 'id', why: '', mend: 'npm run prepare-tables' }]);
  });

  it('is empty if nothing was found', () => expect(reportOf([])).toStrictEqual([]));
});

describe('the command that mends', () => {
  const WHERE = '--region eu-west-1 --payouts-table old';
  const finding = (kind: Kind, facts: Partial<Finding> = {}): Finding => ({
    kind,
    id: 'x',
    why: '',
    ...facts,
  });

  it.each<[Kind, string]>([
    ['row-broken', 'npx sls invoke --stage <stage> -f reconcile -p events/reconcile.json'],
    ['payout-mark-missing', 'npx sls invoke --stage <stage> -f openBalances -p events/open-balances.json'],
    ['affiliate-user-several', 'Nothing to do.'],
    ['index-missing', `npm run prepare-tables -- ${WHERE}`],
    ['affiliate-user-missing', `npm run mend -- affiliates x user_id=<user_id> ${WHERE}`],
    ['payout-affiliate-missing', `npm run mend -- payouts x affiliate_id=<affiliate_id> ${WHERE}`],
    ['affiliate-destination-unusable', `npm run mend -- affiliates x payment_method=<value> ${WHERE}`],
    ['payout-destination-unusable', `npm run mend -- payouts x payment_method=<value> ${WHERE}`],
  ])('%s says so', (kind, mend) => {
    expect(mendOf(finding(kind, { attribute: 'payment_method' }), WHERE)).toBe(mend);
  });

  it.each([
    [WHERE, 'old', 'npm run audit -- --region eu-west-1 --payouts-table <name>'],
    [WHERE, 'other', `npm run audit -- ${WHERE} --payouts-table <name>`],
    ["--payouts-table 'a b'", 'a b', 'npm run audit -- --payouts-table <name>'],
    ['', 'payouts', 'npm run audit -- --payouts-table <name>'],
  ])('a missing table asks for its name: %s %s', (where, id, mend) => {
    expect(mendOf(finding('table-missing', { id, key: 'payouts' }), where)).toBe(mend);
  });

  it('ends without dashes if there is nothing to name', () => {
    expect(mendOf(finding('index-missing'), '')).toBe('npm run prepare-tables');
    const status = mendOf(finding('payout-unscheduled'), '');
    expect(status).toBe('npm run mend -- payouts x status=pending');
  });

  it.each(['eu-west-1', 'a_b', 'a@b.c', '10%', 'a+b=c', 'a:b,c/d', '0'])('leaves %s as it is', (text) => {
    expect(quote(text)).toBe(text);
  });

  it.each(["a'b'c", ' a', 'a ', 'a\nb'])('quotes all of %j', (text) => {
    expect(quote(text)).toBe(`'${text.replaceAll("'", "'\\''")}'`);
  });
});

describe('digests of two', () => {
  it.each([
    [['a', 'a'], ['a']],
    [['b', 'a'], []],
    [['a'], []],
  ])('%j: %j came again', (texts, again) => {
    const digests = createDigests();
    for (const text of texts) digests.add(text);
    expect(digests.repeated()).toStrictEqual(new Set(again.map(digestOf)));
  });
});
