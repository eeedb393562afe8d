import { beforeAll, describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { isReadable, PAYOUT_STATUSES, type Payout } from '../../../libs/payouts/payout.ts';
import { type Step, TRANSITIONS } from '../../../libs/payouts/transitions.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { takeStep } from '../../../libs/store/payouts/transition.ts';
import type { TestAnswer } from '../../../testing/call.ts';
import { recording, withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AS_ADMIN } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const PAYOUTS = 2000;
const AFFILIATES = 20;

const world = useWorld();
let before: Payout[];
beforeAll(async () => {
  before = await addPayouts(
    world,
    ...Array.from({ length: PAYOUTS }, (_, index) => ({
      affiliate_id: `aff-${index % AFFILIATES}`,
      amount: 1000,
      status: PAYOUT_STATUSES[index % PAYOUT_STATUSES.length] ?? 'pending',
      // Every seventh has the same time as the one before it.
      requested_at: new Date(Date.UTC(2025, 0, 1) + (index - Number(index % 7 === 0)) * 1000).toISOString(),
    })),
  );
});

const read = (query: Record<string, string>, store = world.store) =>
  callExpecting(200, buildListAllPayouts({ ...world, store }), { ...AS_ADMIN, query });

/** Takes some payouts one step further, and adds new ones. */
async function disturb(round: number) {
  for (let index = round; index < PAYOUTS; index += 97) {
    const payout = await getPayout(world.store, before[index]?.payout_id ?? '');
    const edge = TRANSITIONS.find(({ from }) => from === payout?.status);
    if (!payout || !isReadable(payout) || !edge) continue;
    const step: Step = {
      action: edge.action,
      id: `${round}-${index}`,
      at: 'now',
      by: 'x',
      role: edge.who[0] ?? 'admin',
      transaction_id: 'T',
    };
    await takeStep(world.store, payout, step);
  }
  await addPayouts(world, { affiliate_id: 'aff-new', requested_at: new Date().toISOString() });
}

/** The one read more of a page, for its warnings. */
const WARNINGS = 'BatchGetItemCommand';

describe('walking the pages of all payouts', () => {
  it('returns each of 2000 exactly once, while others change status and new ones arrive', async () => {
    const met: string[] = [];
    let cursor: string | undefined;
    let round = 0;
    do {
      const disturbance = disturb(round++);
      const { json }: TestAnswer = await read({ limit: '37', ...(cursor !== undefined && { cursor }) });
      await disturbance;
      met.push(...json.data.payouts.map(({ payout_id }: Payout) => payout_id));
      cursor = json.data.next_cursor ?? undefined;
    } while (cursor !== undefined);
    const known = new Set(before.map(({ payout_id }) => payout_id));
    const metKnown = met.filter((id) => known.has(id));
    expect(metKnown).toHaveLength(PAYOUTS);
    expect(new Set(metKnown).size).toBe(PAYOUTS);
  });

  it('costs one query for each status and page, whatever the table holds', async () => {
    const sent: string[] = [];
    // Who else was paid at an address is asked apart, in two queries of one item each.
    const store = withClient(world, (name, send, input) => {
      if ((input as { IndexName?: string }).IndexName !== 'paid-to-payouts-index') sent.push(name);
      return send();
    });
    const first = await read({ limit: '37' }, store);
    expect(sent).toStrictEqual([...PAYOUT_STATUSES.map(() => 'QueryCommand'), WARNINGS]);
    sent.length = 0;
    await read({ limit: '37', cursor: first.json.data.next_cursor }, store);
    expect(sent).toStrictEqual([...PAYOUT_STATUSES.map(() => 'QueryCommand'), WARNINGS]);
    sent.length = 0;
    await read({ limit: '37', status: 'failed' }, store);
    await read({ limit: '37', affiliate_id: 'aff-3' }, store);
    expect(sent).toStrictEqual(['QueryCommand', WARNINGS, 'QueryCommand', WARNINGS]);
  });
});

describe('a page of payouts with the same time', () => {
  it('takes a number of queries that is logarithmic in theirs, however small the page', async () => {
    const requested_at = '2020-01-01T00:00:00.000Z';
    const shared = { affiliate_id: 'aff-at-once', requested_at };
    await addPayouts(world, ...Array.from({ length: PAYOUTS }, () => shared));
    const { store, sent } = recording(world);
    const { json } = await read({ limit: '1', affiliate_id: 'aff-at-once' }, store);
    expect(json.data.payouts).toHaveLength(1);
    // Pages of 4, 8, 16 and so on: nine have 2044 items, and the last may find that nothing follows.
    expect(sent.filter((name) => name !== WARNINGS).length).toBeLessThanOrEqual(10);
  });
});
