import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import { digestOf } from '../../libs/payouts/audit/digests.ts';
import { createGroups, type Groups, transactionOf } from '../../libs/payouts/audit/groups.ts';
import { createNaming } from '../../libs/payouts/audit/naming.ts';
import { findingsOfAffiliate } from '../../libs/payouts/audit/of-affiliate.ts';
import { findingsOfRow } from '../../libs/payouts/audit/of-row.ts';
import { toAffiliate } from '../../libs/store/affiliates.ts';
import { toPayout } from '../../libs/store/payouts/record.ts';
import { affiliate, payout } from '../../testing/good-records.ts';
import type { Item } from '../../testing/other-service.ts';

const read = (item: Item) => toAffiliate(item) as Affiliate;

describe("an affiliate's record", () => {
  it.each<[Item, string[][]]>([
    [{}, []],
    [{ total_earned: undefined, maturing: [] }, []],
    [{ total_earned: 0 }, []],
    [
      { total_earned: '$1' },
      [['affiliate-earnings-unreadable', 'total_earned is text "$1"', 'total_earned']],
    ],
    [{ total_earned: -1 }, [['affiliate-earnings-odd', 'total_earned is the number -1', 'total_earned']]],
    [{ total_earned: 10.5 }, [['affiliate-earnings-odd', 'total_earned is the number 10.5', 'total_earned']]],
    [{ total_earned: '1000' }, [['affiliate-earnings-text', 'total_earned is text "1000"', 'total_earned']]],
    [
      { total_earned: '-5' },
      [
        ['affiliate-earnings-odd', 'total_earned is text "-5"', 'total_earned'],
        ['affiliate-earnings-text', 'total_earned is text "-5"', 'total_earned'],
      ],
    ],
    [{ maturing: { amount: 1 } }, [['affiliate-maturing-unreadable', 'maturing is a map', 'maturing']]],
    [{ user_id: undefined }, [['affiliate-user-missing', 'user_id is missing', 'user_id']]],
    [{ user_id: '' }, [['affiliate-user-missing', 'user_id is empty text', 'user_id']]],
    [{ status: ['active'] }, [['affiliate-status-unreadable', 'status is a list', 'status']]],
    [{ status: '  ' }, [['affiliate-status-unreadable', 'status is text "  "', 'status']]],
    [
      { payment_method: 'cheque', payment_email: '@x' },
      [
        ['affiliate-destination-unusable', 'payment_method cannot be used', 'payment_method'],
        ['affiliate-destination-unusable', 'payment_email cannot be used', 'payment_email'],
      ],
    ],
  ])('with %j is named as it should be', (facts, found) => {
    const item = affiliate({ affiliate_id: 'a', ...facts });
    expect(findingsOfAffiliate(read(item), item)).toStrictEqual(
      found.map(([kind, why, attribute]) => ({ kind, id: 'a', why, attribute })),
    );
  });
});

describe('a balance row', () => {
  const row = { affiliate_id: 'a', committed: 3, paid: 1, held: 2, payout_count: 1 };

  it.each<[Item, string, string]>([
    [{ marked: 5, committed: '3' }, 'row-half-open', 'marked is the number 5'],
    [{ committed: '3', paid: 1.5 }, 'row-broken', 'committed is text "3", paid is the number 1.5'],
    [{ payout_count: undefined }, 'row-broken', 'payout_count is missing'],
    [{ paid: 4 }, 'row-broken', 'paid_above_committed, held_is_not_the_rest'],
    [{ payout_count: -1 }, 'row-broken', 'below_zero'],
  ])('with %j is named as it should be', (facts, kind, why) => {
    expect(findingsOfRow({ ...row, ...facts })).toStrictEqual([{ kind, id: 'a', why }]);
  });
});

describe('what affiliates are promised', () => {
  const add = (groups: Groups, total_earned: unknown, payouts: Item[], isOnRecord = true) => {
    const item = affiliate({ affiliate_id: 'a', total_earned });
    for (const [index, facts] of payouts.entries()) {
      groups.addPayout(toPayout(payout({ payout_id: `p-${index}`, affiliate_id: 'a', ...facts })));
    }
    if (isOnRecord) groups.addAffiliate(read(item), item);
    return [...groups.findings()];
  };
  const PROMISED = [{ status: 'completed' }, { status: 'pending' }, { status: 'failed' }, { amount: 'x' }];

  it.each<[unknown, Item[], string[]]>([
    [2000, PROMISED, []],
    [1999, PROMISED, ['2000 cents ($20.00) are promised or paid, and 1999 cents ($19.99) were earned']],
    [-5, [{ status: 'failed' }], []],
    [
      -5,
      [{ status: 'pending' }],
      ['1000 cents ($10.00) are promised or paid, and -5 cents (-$0.05) were earned'],
    ],
    ['unreadable', PROMISED, []],
  ])('of %j earned is named if it is more', (earned, payouts, whys) => {
    const found = whys.map((why) => ({ kind: 'affiliate-overdrawn', id: 'a', why }));
    expect(add(createGroups(), earned, payouts)).toStrictEqual(found);
  });

  it('is named if the affiliate has no record', () => {
    const why = '2000 cents ($20.00) are promised or paid';
    expect(add(createGroups(), 0, PROMISED, false)).toStrictEqual([
      { kind: 'payout-of-nobody', id: 'a', why },
    ]);
  });

  it('says nothing of a payout that names no affiliate', () => {
    expect(add(createGroups(), 0, [{ affiliate_id: '' }], false)).toStrictEqual([]);
  });
});

describe('what several records share', () => {
  it('is suspected of users and of transactions, but not of what names neither', () => {
    const groups = createGroups();
    for (const [index, user_id] of ['u-1', 'u-2', 'u-1', '', '', 5, 5].entries()) {
      const item = affiliate({ affiliate_id: `a-${index}`, user_id });
      groups.addAffiliate(read(item), item);
    }
    for (const [index, transaction_id] of ['T-1', 'T-2', ' T-1 ', ' ', ' ', undefined, undefined].entries()) {
      groups.addPayout(toPayout(payout({ payout_id: `p-${index}`, transaction_id })));
    }
    expect(groups.users.repeated()).toStrictEqual(new Set([digestOf('u-1')]));
    expect(groups.transactions.repeated()).toStrictEqual(new Set([digestOf('T-1')]));
  });

  it('is suspected of transactions also of payouts that name no affiliate', () => {
    const groups = createGroups();
    for (const affiliate_id of ['', 'a', '']) {
      groups.addPayout(
        toPayout(payout({ payout_id: 'p', affiliate_id, transaction_id: affiliate_id || 'T-1' })),
      );
    }
    expect(groups.transactions.repeated()).toStrictEqual(new Set([digestOf('T-1')]));
  });

  it.each([
    [' T-1 ', 'T-1'],
    [12_345_678, '12345678'],
    ['  ', undefined],
    [undefined, undefined],
  ])('is told by a transaction id: %j is %j', (transaction_id, id) => {
    expect(transactionOf(toPayout(payout({ payout_id: 'p', transaction_id })))).toBe(id);
  });

  it.each<[(boolean | undefined)[], string, string]>([
    [[true, true, false], 'affiliate-user-ambiguous', '2 active, of a-0, a-1, a-2'],
    [[true, false], 'affiliate-user-several', '1 active, of a-0, a-1'],
    [[undefined, undefined], 'affiliate-user-several', '0 active, of a-0, a-1'],
  ])('is named of a user whose records are active or not: %j', (records, kind, why) => {
    const naming = createNaming(new Set([digestOf('u')]));
    for (const [index, isActive] of records.entries()) naming.add('u', `a-${index}`, isActive);
    expect(naming.users()).toStrictEqual([{ kind, id: 'u', why }]);
  });

  it('is named only of what is suspected', () => {
    const naming = createNaming(new Set([digestOf('T-1')]));
    for (const text of [undefined, undefined, 'T-2', 'T-2', 'T-1', 'T-1']) naming.add(text, `p-${text}`);
    const found = { kind: 'payout-transaction-shared', id: 'T-1', why: 'on p-T-1, p-T-1' };
    expect(naming.transactions()).toStrictEqual([found]);
  });
});
