import { describe, expect, it } from 'vitest';
import {
  byHand,
  callsOf,
  expectTruth,
  read,
  recover,
  send,
  startedPayout,
  sync,
  useRail,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

const FAIL = { action: 'fail', reason: 'the admin says so' };

describe('a payout that was sent to PayPal', () => {
  it.each([FAIL, { action: 'complete', transaction_id: 'BY-HAND' }])(
    'cannot be ended by hand: $action',
    async (body) => {
      const payout = await startedPayout(world);
      await send(world, payout);
      const { status, json } = await byHand(world, payout, body);
      expect(status).toBe(409);
      expect(json.error).toStrictEqual({
        code: 'invalid_transition',
        details: { status: 'processing', action: body.action },
      });
      expect(json.message).toContain('PayPal');
      await recover(world, rail);
      expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
    },
  );

  it('cannot be failed by hand if PayPal may have accepted it', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan(
      { on: 'create', kind: 'lost-after' },
      { on: 'create', kind: 'lost-before', times: 5 },
    );
    await send(world, payout);
    expect((await byHand(world, payout, FAIL)).status).toBe(409);
    rail.simulator.clearFaults();
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('can be ended by hand only as PayPal’s item says', async () => {
    const paid = await startedPayout(world);
    const other = await startedPayout(world);
    const refused = await startedPayout(world, 'refused@example.com');
    await send(world, paid, other, refused);
    await rail.simulator.settle();
    expect((await byHand(world, refused, FAIL)).json.data.payout.status).toBe('failed');
    expect((await byHand(world, paid, FAIL)).json.error.details).toStrictEqual({
      status: 'completed',
      action: 'fail',
    });
    const otherwise = await byHand(world, other, { action: 'complete', transaction_id: 'BY-HAND' });
    expect(otherwise.json.error.details).toStrictEqual({ status: 'completed', action: 'complete' });
    const { transaction_id } = (await read(world, paid)) ?? {};
    expect((await byHand(world, paid, { action: 'complete', transaction_id })).status).toBe(200);
    for (const payout of [paid, other, refused]) await expectTruth(world, rail.simulator, payout);
  });

  it.each([{ action: 'start' }, { action: 'return', reason: 'It came back.' }])(
    'that PayPal turns out not to have paid is not answered as if it were that: $action',
    async (body) => {
      const payout = await startedPayout(world, 'refused@example.com');
      await send(world, payout);
      await rail.simulator.settle();
      const { status, json } = await byHand(world, payout, body);
      expect([status, json.error?.details]).toStrictEqual([409, { status: 'failed', action: body.action }]);
    },
  );

  it('is not asked about if too little of the call is left to hear an answer', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await rail.simulator.settle();
    const { json } = await byHand(world, payout, FAIL, 11_999);
    expect(json.error.details).toStrictEqual({ status: 'processing', action: 'fail' });
    expect((await byHand(world, payout, FAIL)).json.error.details.status).toBe('completed');
  });

  it('can be ended by hand once PayPal may have forgotten it, and is not posted again', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-before' });
    await send(world, payout);
    rail.clock.ms += 30 * 24 * 60 * 60_000;
    const posts = callsOf(rail, 'create');
    await sync(world);
    await send(world, payout);
    expect(callsOf(rail, 'create')).toBe(posts);
    expect((await read(world, payout))?.status).toBe('processing');
    expect((await byHand(world, payout, FAIL)).status).toBe(200);
    await expectTruth(world, rail.simulator, payout);
  });
});

describe('a payout that PayPal holds', () => {
  it('cannot be ended by hand even after a month, as long as PayPal knows it', async () => {
    const payout = await startedPayout(world, 'hold@example.com');
    await send(world, payout);
    await recover(world, rail);
    rail.clock.ms += 30 * 24 * 60 * 60_000;
    expect((await byHand(world, payout, FAIL)).status).toBe(409);
    expect((await read(world, payout))?.status).toBe('processing');
  });
});

describe('without a PayPal configuration', () => {
  it('an admin completes a payout by hand', async () => {
    const payout = await startedPayout(world);
    const { paypal: _, ...manual } = world;
    const complete = { action: 'complete', transaction_id: 'BY-HAND' };
    expect(await send(manual, payout)).toStrictEqual({ batchItemFailures: [] });
    const answer = await byHand(manual, payout, complete);
    expect(answer.json.data.payout).toMatchObject({ status: 'completed', transaction_id: 'BY-HAND' });
  });
});

describe('a payout that PayPal has paid', () => {
  it.each([
    { action: 'return', reason: 'The admin says so.' },
    { action: 'amend', transaction_id: 'BY-HAND' },
  ])('is PayPal’s to change or return: $action', async (body) => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await recover(world, rail);
    const before = await read(world, payout);
    expect(before?.status).toBe('completed');
    const { status, json } = await byHand(world, payout, body);
    expect([status, json.error, json.message]).toStrictEqual([
      409,
      { code: 'invalid_transition', details: { status: 'completed', action: body.action } },
      'PayPal paid this payout, so only PayPal can change or return it.',
    ]);
    expect(await read(world, payout)).toStrictEqual(before);
  });
});
