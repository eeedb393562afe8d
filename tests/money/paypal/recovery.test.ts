import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { CallFault } from '../../../local/paypal/faults.ts';
import { expectTruth, read, recover, sendInTime, startedPayout, useRail } from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

/** A client that gives up on a hanging call after a twentieth of the usual time. */
const timeout = AbortSignal.timeout.bind(AbortSignal);
beforeEach(() => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 20));
});

const FATES = [
  ['ada@example.com', 'completed'],
  ['refused@example.com', 'failed'],
  ['blocked@example.com', 'failed'],
  ['returned@example.com', 'failed'],
  ['denied@example.com', 'failed'],
  ['unclaimed@example.com', 'processing'],
  ['hold@example.com', 'processing'],
] as const;

describe('without faults', () => {
  it.each(FATES)('a payout to %s ends %s', async (receiver, status) => {
    const payout = await startedPayout(world, receiver);
    expect(await sendInTime(world, payout)).toStrictEqual({ batchItemFailures: [] });
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe(status);
  });
});

const KINDS: Omit<CallFault, 'on'>[] = [
  { kind: 'lost-before' },
  { kind: 'lost-after' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429 },
  { kind: 'status-after' },
  { kind: 'hang' },
  { kind: 'hang-after' },
  { kind: 'garbage' },
];
const FAULTS: CallFault[] = (['token', 'create', 'batch', 'item'] as const).flatMap((on) =>
  KINDS.flatMap((fault) => [1, 3].map((times) => ({ on, times, ...fault }))),
);
FAULTS.push({ on: 'create', kind: 'in-progress', times: 2 });

describe.each(FAULTS)('a fault of PayPal ($times times $on $kind $status)', (fault) => {
  it.each(['ada@example.com', 'refused@example.com'])(
    'is recovered from, for a payout to %s',
    async (receiver) => {
      const payout = await startedPayout(world, receiver);
      rail.simulator.expireTokens();
      rail.simulator.plan(fault);
      await sendInTime(world, payout);
      await expectTruthSoFar(payout);
      await recover(world, rail);
      expect(await expectTruth(world, rail.simulator, payout)).toBe(
        receiver.startsWith('refused') ? 'failed' : 'completed',
      );
    },
  );
});

/** Until the outcome is known, the money must stay held, because PayPal may be paying it. */
async function expectTruthSoFar(payout: Payout) {
  expect((await read(world, payout))?.status).toBe('processing');
}

/** Of the payout itself, and not for the company's own reasons. */
const REFUSAL = { status: 400, name: 'VALIDATION_ERROR' };

describe('a definite refusal', () => {
  it.each([
    [400, 'VALIDATION_ERROR'],
    [422, 'CURRENCY_NOT_SUPPORTED_FOR_RECEIVER'],
  ])('fails the payout with a reason: %d %s', async (status, name) => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'refuse', status, name });
    expect(await sendInTime(world, payout)).toStrictEqual({ batchItemFailures: [] });
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
    expect((await read(world, payout))?.failure_reason).toBeTruthy();
  });

  it('fails nothing if an earlier post may have been accepted', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-after' }, { on: 'create', kind: 'refuse', ...REFUSAL });
    await sendInTime(world, payout);
    await sendInTime(world, payout);
    expect((await read(world, payout))?.status).toBe('processing');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});
