import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { PAYOUT_STATUSES, type PayoutStatus } from '../../../libs/payouts/payout.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';
import { Model } from './model.ts';
import { serviceOf } from './service.ts';

const SEQUENCES = 300;
const AFFILIATES = 3;
const START = Date.UTC(2026, 2, 1);
const ENDS = ['completed', 'failed', 'cancelled'];

const affiliate = fc.nat(AFFILIATES - 1);
const amount = fc.integer({ min: 10, max: 120 }).map((tens) => tens * 100);
const pick = fc.nat(1000);
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant('request' as const), affiliate, amount }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('replay' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('schedule' as const), affiliate, amount }) },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('bulk' as const),
      affiliate,
      amounts: fc.array(amount, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ op: fc.constantFrom('cancel', 'start', 'complete', 'fail'), pick }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('release' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('earn' as const),
      affiliate,
      change: fc.integer({ min: -8000, max: 8000 }),
    }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

const world = useWorld();

/** Runs one sequence on the service and on the model, which must agree after each operation. */
async function play(operations: Operation[]): Promise<void> {
  const model = new Model();
  model.now = START;
  const service = serviceOf(world, () => new Date(model.now).toISOString());
  const people = await Promise.all(
    Array.from({ length: AFFILIATES }, () => addAffiliate(world, { total_earned: 20_000 })),
  );
  for (const { affiliate_id, total_earned } of people) model.earned.set(affiliate_id, total_earned);
  const firstAnswers: { person: Affiliate; body: object; key: string; text: string }[] = [];

  for (const [index, operation] of operations.entries()) {
    model.now += 1000;
    for (const person of await run(operation, index)) await expectAgreement(person);
  }
  await Promise.all(people.map(expectListed));

  async function run(operation: Operation, index: number): Promise<Affiliate[]> {
    if ('change' in operation) return earn(personAt(operation.affiliate), operation.change);
    if ('amounts' in operation) return bulk(personAt(operation.affiliate), operation.amounts);
    if ('amount' in operation) {
      return request(personAt(operation.affiliate), operation.amount, operation.op === 'schedule', index);
    }
    if (!('pick' in operation)) return release();
    return operation.op === 'replay' ? replay(operation.pick) : move(operation.op, operation.pick);
  }

  async function request(person: Affiliate, amount: number, isScheduled: boolean, index: number) {
    const due = model.now + 2500;
    const body = { amount, ...(isScheduled && { scheduled_for: new Date(due).toISOString() }) };
    const key = `key-${index}`;
    const { status, json, text } = await service.request(person.user_id, body, key);
    expect(status).toBe(model.covers(person.affiliate_id, [amount]) ? 201 : 400);
    if (status === 201) {
      model.add(person.affiliate_id, json.data.payout.payout_id, amount, ...(isScheduled ? [due] : []));
      firstAnswers.push({ person, body, key, text });
    } else expect(json.error.code).toBe('insufficient_balance');
    return [person];
  }

  async function replay(pick: number) {
    const first = firstAnswers[pick % (firstAnswers.length || 1)];
    if (!first) return [];
    const { text, headers } = await service.request(first.person.user_id, first.body, first.key);
    expect(text).toBe(first.text);
    expect(headers['idempotency-replayed']).toBe('true');
    return [first.person];
  }

  async function bulk(person: Affiliate, amounts: number[]) {
    const { status, json } = await service.bulk(
      person.user_id,
      amounts.map((amount) => ({ amount })),
    );
    expect(status).toBe(model.covers(person.affiliate_id, amounts) ? 201 : 400);
    for (const { payout_id, amount } of json.data?.payouts ?? []) {
      model.add(person.affiliate_id, payout_id, amount);
    }
    return [person];
  }

  async function move(action: string, pick: number) {
    const ids = Array.from(model.payouts.keys());
    const id = ids[pick % (ids.length || 1)];
    const owner = people.find(({ affiliate_id }) => affiliate_id === model.payouts.get(id ?? '')?.affiliate);
    if (!id || !owner) return [];
    const was = model.payouts.get(id)?.status;
    const body = { complete: { transaction_id: `T-${pick}` }, fail: { reason: 'no' } }[action];
    const { status, json } =
      action === 'cancel'
        ? await service.cancel(owner.user_id, id)
        : await service.process(id, { action, ...body });
    if (action === 'start' && was === 'pending' && !model.covers(owner.affiliate_id, [])) {
      expect(json.error).toStrictEqual({ code: 'needs_override', details: { warnings: ['not_covered'] } });
      return [owner];
    }
    const to = model.move(id, action);
    if (to) expect(json.data.payout.status).toBe(to);
    // A repeated complete or fail is accepted.
    else if (status === 200) expect(['complete completed', 'fail failed']).toContain(`${action} ${was}`);
    else expect(json.error.details).toStrictEqual({ status: was, action });
    return [owner];
  }

  async function release() {
    const { released, failed } = await service.release();
    expect(failed).toBe(0);
    expect(released).toBeGreaterThanOrEqual(model.release());
    return people;
  }

  async function earn(person: Affiliate, change: number) {
    const earned = Math.max(0, (model.earned.get(person.affiliate_id) ?? 0) + change);
    await service.earn(person.affiliate_id, earned);
    model.earned.set(person.affiliate_id, earned);
    return [person];
  }

  function personAt(index: number): Affiliate {
    return people[index] as Affiliate;
  }

  async function expectAgreement({ affiliate_id, user_id }: Affiliate) {
    const { json } = await service.balance(user_id);
    expect(json.data.balance).toStrictEqual(model.balance(affiliate_id));
    const counters = await countersOf(world, affiliate_id);
    if (counters) {
      expect(counters).toStrictEqual({
        committed: model.committed(affiliate_id),
        paid: model.sum(affiliate_id, 'completed'),
        payout_count: model.of(affiliate_id).length,
      });
    }
  }

  async function expectListed({ affiliate_id, user_id }: Affiliate) {
    const { json } = await service.list(user_id);
    const listed = json.data.payouts.map(({ amount, status, processed_at }: Record<string, string>) => {
      expect(processed_at !== null).toBe(ENDS.includes(status ?? ''));
      return `${amount} ${status}`;
    });
    expect(listed.sort()).toStrictEqual(
      model
        .of(affiliate_id)
        .map(({ amount, status }) => `${amount} ${status}`)
        .sort(),
    );
    expect(json.data.total).toBe(model.of(affiliate_id).length);
    // One status for each sequence is enough, because there are many sequences.
    const payouts = model.of(affiliate_id);
    const status = PAYOUT_STATUSES[payouts.length % PAYOUT_STATUSES.length] as PayoutStatus;
    const byStatus = (await service.list(user_id, { status })).json.data.payouts;
    expect(byStatus).toHaveLength(payouts.filter((payout) => payout.status === status).length);
  }
}

describe('any sequence of operations', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

  it(`leaves service and model in agreement after each operation (SEED=${seed})`, async () => {
    const sequence = fc.array(operation, { minLength: 3, maxLength: 14, size: 'max' });
    await fc.assert(fc.asyncProperty(sequence, play), { seed, numRuns: SEQUENCES });
  });
});
