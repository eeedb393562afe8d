import { describe, expect, it } from 'vitest';
import { createDigests, digestOf } from '../../libs/payouts/audit/digests.ts';
import type { Finding } from '../../libs/payouts/audit/finding.ts';
import { KINDS, type Kind } from '../../libs/payouts/audit/kinds.ts';
import { createNaming } from '../../libs/payouts/audit/naming.ts';
import { findingsOfPayout } from '../../libs/payouts/audit/of-payout.ts';
import { countFinding, kindsIn, quote, type Tally } from '../../libs/payouts/audit/report.ts';
import { toPayout } from '../../libs/store/payouts/record.ts';
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

describe('a payout whose keys are no text', () => {
  // No table with our indexes takes such a record; one of the old shape may.
  const item = {
    payout_id: 'p',
    affiliate_id: 5,
    amount: 1000,
    status: 'failed',
    requested_at: 1_766_318_400,
  };

  it('is in no index, and so is named by both', () => {
    expect(findingsOfPayout(toPayout(item), item, LIMITS)).toStrictEqual([
      {
        kind: 'payout-affiliate-missing',
        id: 'p',
        why: 'affiliate_id is the number 5',
        attribute: 'affiliate_id',
      },
      {
        kind: 'payout-requested-at-missing',
        id: 'p',
        why: 'requested_at is the number 1766318400',
        attribute: 'requested_at',
      },
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
