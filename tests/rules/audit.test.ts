import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import { createDigests, digestOf } from '../../libs/payouts/audit/digests.ts';
import type { Finding } from '../../libs/payouts/audit/finding.ts';
import { KINDS, type Kind } from '../../libs/payouts/audit/kinds.ts';
import { createNaming } from '../../libs/payouts/audit/naming.ts';
import { findingsOfAffiliate } from '../../libs/payouts/audit/of-affiliate.ts';
import { findingsOfPayout } from '../../libs/payouts/audit/of-payout.ts';
import { findingsOfRow } from '../../libs/payouts/audit/of-row.ts';
import { countFinding, kindsIn, quote, type Tally } from '../../libs/payouts/audit/report.ts';
import { toAffiliate } from '../../libs/store/affiliates.ts';
import type { TableShape } from '../../libs/store/engine/describe-table.ts';
import { toPayout } from '../../libs/store/payouts/record.ts';
import { paceOf } from '../../libs/workflows/audit/run.ts';
import { PLANTED } from '../../testing/planted-records.ts';

const LIMITS = { minimum: 1000, maximum: 2_000_000 };

const reportOf = (...findings: Finding[]) => {
  const tally: Tally = new Map();
  for (const finding of findings) countFinding(tally, finding);
  return kindsIn(tally, '--region eu-west-1');
};

describe('the kinds of findings', () => {
  it('are each planted in a test, but for those of tables', () => {
    const planted = new Set(PLANTED.map(({ kind }) => kind));
    const others = (Object.keys(KINDS) as Kind[]).filter((kind) => !planted.has(kind));
    expect(others.filter((kind) => !/^(?:table|index|stream)-/.test(kind))).toStrictEqual([]);
  });
});

describe('an audit stops a takeover', () => {
  it('for what loses money or stops it, and for tables that do not fit', () => {
    const errors = Object.entries(KINDS).filter(([, { severity }]) => severity === 'error');
    expect(errors.map(([kind]) => kind).toSorted()).toStrictEqual([
      'affiliate-earnings-unreadable',
      'affiliate-maturing-unreadable',
      'affiliate-user-ambiguous',
      'index-differs',
      'index-missing',
      'payout-affiliate-missing',
      'payout-amount-unreadable',
      'payout-requested-at-missing',
      'payout-status-unknown',
      'payout-unscheduled',
      'row-broken',
      'stream-differs',
      'stream-missing',
      'table-differs',
      'table-missing',
    ]);
  });

  it('not for what goes by itself', () => {
    const notes = Object.entries(KINDS).filter(([, { severity }]) => severity === 'note');
    expect(notes.map(([kind]) => kind).toSorted()).toStrictEqual([
      'affiliate-earnings-text',
      'affiliate-user-several',
      'payout-amount-text',
      'payout-mark-missing',
      'payout-status-spelling',
      'row-half-open',
      'table-to-be-made',
    ]);
  });
});

describe('what an audit finds is mended', () => {
  it.each<[string, Kind[]]>([
    [
      'Nothing to do.',
      ['affiliate-earnings-text', 'affiliate-user-several', 'payout-amount-text', 'table-to-be-made'],
    ],
    [
      '-f openBalances ',
      [
        'payout-mark-differs',
        'payout-mark-missing',
        'payout-search-differs',
        'payout-status-spelling',
        'row-half-open',
      ],
    ],
    ['-f reconcile ', ['row-broken']],
    ['npm run prepare-tables', ['index-missing', 'index-not-ready', 'stream-missing']],
    [' {id} amount=<cents>', ['payout-amount-odd', 'payout-amount-unreadable']],
    [' {id} total_earned=<cents>', ['affiliate-earnings-odd', 'affiliate-earnings-unreadable']],
    [' {id} status=<status>', ['affiliate-status-unreadable', 'payout-status-unknown']],
    [' {id} status=pending', ['payout-unscheduled']],
    [' <affiliate_id> status=inactive', ['affiliate-user-ambiguous']],
  ])('by "%s"', (words, kinds) => {
    const mended = Object.entries(KINDS).filter(([, { mend }]) => mend.includes(words));
    expect(mended.map(([kind]) => kind).toSorted()).toStrictEqual(kinds);
  });
});

describe('a balance row', () => {
  const row = { affiliate_id: 'a', committed: 3, paid: 1, held: 2, payout_count: 1 };

  it.each([1.5, 2 ** 53, Number.NaN, '3', null])('is broken if a counter is %j', (committed) => {
    const [found] = findingsOfRow({ ...row, committed });
    expect(found).toMatchObject({ kind: 'row-broken', id: 'a' });
    expect(found?.why).toContain('committed is ');
  });

  it('is not, if all are whole and agree', () => expect(findingsOfRow(row)).toStrictEqual([]));
});

describe('a record whose keys are no text', () => {
  // No table with our indexes takes such a record; one of the old shape may.
  it.each([
    [5, 'the number 5'],
    ['', 'empty text'],
  ])('is in no index, and so is named by each: %j', (key, seen) => {
    const item = { payout_id: 'p', affiliate_id: key, amount: 1000, status: 'failed', requested_at: key };
    const findings = findingsOfPayout(toPayout(item), item, LIMITS).filter(({ attribute }) => attribute);
    expect(findings.map(({ kind, attribute, why }) => [kind, attribute, why])).toStrictEqual([
      ['payout-affiliate-missing', 'affiliate_id', `affiliate_id is ${seen}`],
      ['payout-requested-at-missing', 'requested_at', `requested_at is ${seen}`],
    ]);
    const affiliate = { affiliate_id: 'a', user_id: key, status: 'active' };
    expect(findingsOfAffiliate(toAffiliate(affiliate) as Affiliate, affiliate)).toStrictEqual([
      { kind: 'affiliate-user-missing', id: 'a', why: `user_id is ${seen}`, attribute: 'user_id' },
    ]);
  });
});

describe('a report', () => {
  it('counts all findings of a kind, and names the first twenty', () => {
    const findings = Array.from({ length: 25 }, (_, index) => ({
      kind: 'payout-mark-missing' as const,
      id: `p-${index}`,
      why: 'status failed',
    }));
    const [kind] = reportOf(...findings);
    expect(kind).toMatchObject({ kind: 'payout-mark-missing', severity: 'note', count: 25 });
    expect(kind?.examples.map(({ id }) => id)).toStrictEqual(findings.slice(0, 20).map(({ id }) => id));
  });

  it('has the command that mends each, as a shell takes it', () => {
    const finding = {
      kind: 'payout-amount-unreadable' as const,
      id: "it's $5",
      why: '',
      attribute: 'amount',
    };
    expect(reportOf(finding)[0]?.examples[0]?.mend).toBe(
      "npm run mend -- payouts 'it'\\''s $5' amount=<cents> --region eu-west-1",
    );
    const index = { kind: 'index-differs' as const, id: 'i', why: '', table: 'old_payouts' };
    expect(reportOf(index)[0]?.examples[0]?.mend).toContain('--table-name old_payouts ');
    const time = { kind: 'payout-time-unreadable' as const, id: 'p', why: '', attribute: 'processed_at' };
    expect(reportOf(time)[0]?.examples[0]?.mend).toContain(' processed_at=<time> ');
  });

  it('says of what a body is, where it sends one', () => {
    const bodies = Object.values(KINDS).filter(({ mend }) => mend.includes(' -d '));
    expect(bodies.length).toBeGreaterThan(0);
    for (const { mend } of bodies) expect(mend).toContain(' -H "Content-Type: application/json" ');
  });

  it.each(['$(date)', '`date`', 'a b', "a'b", 'a;b', 'a"b', '~', '*', '', 'ü'])('quotes %s', (text) => {
    expect(quote(text)).toMatch(/^'.*'$/);
  });
});

describe('digests', () => {
  it('find what comes more than once, among many', () => {
    const digests = createDigests();
    for (let index = 0; index < 5000; index++) digests.add(`text ${index}`);
    expect(digests.repeated()).toStrictEqual(new Set());
    for (const text of ['text 7', 'text 4999', 'text 7', 'another']) digests.add(text);
    expect(digests.repeated()).toStrictEqual(new Set([digestOf('text 7'), digestOf('text 4999')]));
  });

  it('only suspect: what has the same digest and is another text is not named', () => {
    const naming = createNaming(new Set([digestOf('one'), digestOf('other')]));
    naming.add('one', 'p-1');
    naming.add('other', 'p-2');
    expect(naming.transactions()).toStrictEqual([]);
    for (let index = 3; index < 10; index++) naming.add('one', `p-${index}`);
    const why = 'on p-1, p-3, p-4, p-5, p-6, 3 more';
    expect(naming.transactions()).toStrictEqual([{ kind: 'payout-transaction-shared', id: 'one', why }]);
  });
});

describe('the pace of an audit', () => {
  it.each([
    ['is that of a table that is paid by request: none', undefined, undefined, undefined],
    ['is half of what a provisioned table has', undefined, 10, 5],
    ['is one unit at least', undefined, 1, 1],
    ['is the one that the operator names', 20, undefined, 20],
    ['is that one also for a provisioned table', 20, 10, 20],
  ])('%s', (_, unitsPerSecond, read, expected) => {
    const shape = { provisioned: read === undefined ? undefined : { read, write: 1 } } as TableShape;
    expect(paceOf({ options: { unitsPerSecond } }, shape)).toBe(expected);
  });
});
