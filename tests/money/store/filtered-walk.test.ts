import { describe, expect, it } from 'vitest';
import type { ListRequest } from '../../../libs/payouts/filter.ts';
import { isReadable, type Payout, type PayoutStatus } from '../../../libs/payouts/payout.ts';
import { type Action, TRANSITIONS } from '../../../libs/payouts/transitions.ts';
import { getPayouts } from '../../../libs/store/payouts/get-payouts.ts';
import { listPayouts, pagesOfList } from '../../../libs/store/payouts/list-payouts.ts';
import { takeStep } from '../../../libs/store/payouts/transition.ts';
import { withClient } from '../../../testing/client.ts';
import { unordered } from '../../../testing/unordered.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addFiledPayouts } from '../../../testing/world.ts';

const PAYOUTS = 300;
const LATER = '2026-03-04T10:30:00.000Z';

const world = useWorld();

const minute = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();

/** Payouts of nine affiliates to one address, which searches find; every fifth shares the time of another. */
async function addFiled(
  email: string,
  statusAt: (index: number) => PayoutStatus,
  count = PAYOUTS,
): Promise<string[]> {
  const drafts = Array.from({ length: count }, (_, index): Partial<Payout> => {
    const at = minute(index - Number(index % 5 === 0));
    const status = statusAt(index);
    const isEnd = status === 'completed' || status === 'failed';
    const times = { requested_at: at, ...(isEnd && { processed_at: at }) };
    return { affiliate_id: `${email}-${index % 9}`, status, payment_email: email, ...times };
  });
  return (await addFiledPayouts(world, ...drafts)).map(({ payout_id }) => payout_id);
}

/** Takes the step that leads on from wherever a payout is. A return is not one of them. */
async function moveOn(payoutIds: string[]): Promise<void> {
  for (const payout of (await getPayouts(world.store, payoutIds)).values()) {
    const edge = TRANSITIONS.find(({ from, action }) => from === payout.status && FORWARD.includes(action));
    if (!edge || !isReadable(payout)) continue;
    const step = { action: edge.action, id: world.newId(), at: LATER, by: 'x', role: edge.who[0] ?? 'admin' };
    await takeStep(world.store, payout, { ...step, transaction_id: 'T-moved' });
  }
}

const FORWARD: Action[] = ['release', 'start', 'complete'];

/** The ids that a walk meets, while what is ahead of it, behind it and around it moves on. */
async function walk(
  request: Omit<ListRequest, 'limit'>,
  payoutIds: string[],
  meanwhile: (page: number) => Promise<unknown>,
) {
  const met: string[] = [];
  let page = 0;
  for await (const { payouts } of pagesOfList(world.store, { limit: 100, ...request })) {
    met.push(...payouts.map(({ payout_id }) => payout_id));
    page += 1;
    await moveOn(payoutIds.filter((_, index) => index % 6 === page % 6));
    await meanwhile(page);
  }
  expect(page).toBeGreaterThan(2);
  return met;
}

const inOrder = (ids: string[]) => ids.toSorted();

describe('a page of several statuses', () => {
  const STATUSES = ['scheduled', 'pending', 'processing', 'completed'] as const;

  it('has what moves from one to the next while it is read', async () => {
    const ids = await addFiled('moving@example.com', (index) => STATUSES[index % 4] ?? 'pending');
    let queries = 0;
    const store = withClient(world, async (name, send) => {
      // After the first look at each status, and in the middle of the merge.
      if (name === 'QueryCommand' && [6, 20].includes(++queries)) await moveOn(ids);
      return send();
    });
    const first = ids.toReversed().slice(0, 90);
    const { payouts } = await listPayouts(store, { limit: 100, filter: { statuses: STATUSES } });
    const met = payouts.map(({ payout_id }) => payout_id);
    expect(inOrder(met.filter((id) => first.includes(id)))).toStrictEqual(inOrder(first));
  });

  it('loses none of those that have one time, although they are in no order', async () => {
    const few = (index: number) => minute(Math.floor(index / 70));
    const email = 'at-once@example.com';
    const drafts = Array.from({ length: 280 }, (_, index): Partial<Payout> => {
      const [requested_at, processed_at] = [few(index), few((index * 3) % 280)];
      const status = (['completed', 'failed', 'cancelled', 'pending'] as const)[index % 4] ?? 'pending';
      const end = status !== 'pending' && { processed_at };
      return { affiliate_id: 'aff-at-once', status, payment_email: email, requested_at, ...end };
    });
    const known = (await addFiledPayouts(world, ...drafts)).filter(({ status }) => status !== 'pending');
    const ids = inOrder(known.map(({ payout_id }) => payout_id));
    const statuses = ['completed', 'failed', 'cancelled'] as const;
    for (const filter of [
      { statuses, email },
      { statuses, ended: { from: few(0), to: few(300) } },
    ]) {
      const met: string[] = [];
      for await (const { payouts } of pagesOfList(unordered(world), { limit: 100, filter })) {
        met.push(
          ...payouts.filter(({ payment_email }) => payment_email === email).map(({ payout_id }) => payout_id),
        );
      }
      expect(inOrder(met)).toStrictEqual(ids);
    }
  });
});

describe('a walk through a filtered list', () => {
  it('meets each payout to an address once while they move on and others arrive', async () => {
    const email = 'walk@example.com';
    const ids = await addFiled(email, () => 'pending');
    const known = new Set(ids);
    const met = await walk({ filter: { email } }, ids, () => addFiled(email, () => 'pending', 4));
    expect(inOrder(met.filter((id) => known.has(id)))).toStrictEqual(inOrder(ids));
  });

  it('meets each payout of several statuses once while they pass from one to the next', async () => {
    const all = ['scheduled', 'pending', 'processing', 'completed'] as const;
    const ids = await addFiled('statuses@example.com', (index) => all[index % 4] ?? 'pending');
    const known = new Set(ids);
    const met = await walk({ filter: { statuses: all } }, ids, () => Promise.resolve());
    expect(inOrder(met.filter((id) => known.has(id)))).toStrictEqual(inOrder(ids));
  });

  it('meets each payout that has ended once while others end', async () => {
    const email = 'ended@example.com';
    const ended = await addFiled(email, (index) => (index % 3 === 0 ? 'failed' : 'completed'));
    const open = await addFiled(email, () => 'processing', 60);
    const known = new Set(ended);
    const filter = { ended: { from: minute(-1) }, email };
    const met = await walk({ filter }, open, () => Promise.resolve());
    expect(inOrder(met.filter((id) => known.has(id)))).toStrictEqual(inOrder(ended));
  });
});
