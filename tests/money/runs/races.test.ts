import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { call } from '../../../testing/call.ts';
import { cancelled } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { AMOUNT, type Asked, at, cancelling, payoutNow, processing } from '../../../testing/lifecycle.ts';
import {
  confirm,
  continueRuns,
  importing,
  linesOfFile,
  paid,
  resultsOf,
  runNow,
  runOf,
} from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { countersOf } from '../../../testing/world.ts';
import {
  confirmIn,
  expectFileOf,
  freezeAll,
  isConcluding,
  isConfirming,
  isStarting,
  LATER,
  pending,
} from './two-runs.ts';

const world = useWorld();

const ROUNDS = 20;

const cancel = ({ affiliate, payout_id }: Asked) =>
  call(buildCancelPayout(world), cancelling(affiliate.user_id, payout_id));
const startByApi = ({ payout_id }: Asked) =>
  call(buildProcessPayout(world), processing(payout_id, { action: 'start' }, 'user-boss'));

describe('two runs with a payout in common that are confirmed at once', () => {
  it(`start it in one of them only, in each of ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, both, other] = (await pending(world, 3)) as [Asked, Asked, Asked];
      const [left, right] = [await freezeAll(world, [one, both]), await freezeAll(world, [both, other])];
      const answers = await Promise.all([confirmIn(world, left), confirmIn(world, right, 'user-boss')]);
      const owners: string[] = [];
      for (const [index, { status, json }] of answers.entries()) {
        const [run, asked] = index === 0 ? [left, [one, both]] : [right, [both, other]];
        if (status === 200) owners.push(...(await expectFileOf(world, run, asked)));
        else
          expect(json.error).toStrictEqual({
            code: 'run_changed',
            details: { payout_ids: [both.payout_id] },
          });
      }
      expect(owners.filter((id) => id === both.payout_id)).toHaveLength(1);
      expect((await payoutNow(world, both.payout_id)).history).toHaveLength(2);
    }
  });

  it('leave it out of the one that comes second, if both were judged before', async () => {
    const [one, both, other] = (await pending(world, 3)) as [Asked, Asked, Asked];
    const [left, right] = [await freezeAll(world, [one, both]), await freezeAll(world, [both, other])];
    const here = interrupted(world, isConfirming, () => confirm(world, left));
    const { json } = await confirmIn(here, right);
    expect(json.data.run).toMatchObject({
      count: 1,
      left_out: [{ payout_id: both.payout_id, reason: 'not_pending' }],
    });
    expect(await expectFileOf(world, left, [one, both])).toContain(both.payout_id);
    expect(await expectFileOf(world, right, [both, other])).toStrictEqual([other.payout_id]);
  });
});

describe('a run that many confirm at once', () => {
  it(`starts each payout once, in each of ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const asked = await pending(world, 3);
      const run = await freezeAll(world, asked);
      const admins = Array.from({ length: 5 }, (_, index) => confirmIn(world, run, `user-${index}`));
      for (const { status } of await Promise.all(admins)) expect(status).toBe(200);
      expect(await expectFileOf(world, run, asked)).toHaveLength(3);
      const { confirmed_by } = await runNow(world, run.run_id);
      for (const { affiliate, payout_id } of asked) {
        const { history } = await payoutNow(world, payout_id);
        expect([history.length, history.at(-1).by]).toStrictEqual([2, confirmed_by]);
        const counters = { committed: AMOUNT, paid: 0, payout_count: 1 };
        expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
      }
    }
  });
});

describe('a run of which another process notes that it was started', () => {
  it('keeps the time at which it first was', async () => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const here = interrupted(world, isConcluding, () => continueRuns(at(world, LATER)));
    const { json } = await confirmIn(here, run);
    expect(json.data.run).toMatchObject({ status: 'confirmed', started_at: LATER, count: 1 });
  });
});

it('a run that is busy when its start is to be noted is noted as started all the same', async () => {
  const [one] = (await pending(world, 1)) as [Asked];
  const run = await freezeAll(world, [one]);
  const busy = async () => Promise.reject(cancelled('TransactionConflict', 'None'));
  const { json } = await confirmIn(interrupted(world, isConcluding, busy), run);
  expect(json.data.run).toMatchObject({ started_at: expect.any(String), count: 1 });
});

describe.each([
  ['cancels it', cancel],
  ['starts it by the API', startByApi],
])('while a run is confirmed, someone %s', (_, move) => {
  it(`and one of the two wins, in each of ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, other] = (await pending(world, 2)) as [Asked, Asked];
      const run = await freezeAll(world, [one, other]);
      const [confirmed, moved] = await Promise.all([confirmIn(world, run), move(one)]);
      if (confirmed.status === 409) {
        expect((await payoutNow(world, other.payout_id)).status).toBe('pending');
        expect(moved.status).toBe(200);
        continue;
      }
      const started = await expectFileOf(world, run, [one, other]);
      expect(started.includes(one.payout_id)).toBe(moved.status !== 200);
      expect((await payoutNow(world, one.payout_id)).history).toHaveLength(2);
    }
  });

  it.each([
    ['before the run is confirmed', isConfirming],
    ['before its start is written', isStarting],
  ])('and it is left out: %s', async (_when, fits) => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const { json } = await confirmIn(
      interrupted(world, fits, () => move(one)),
      run,
    );
    const left_out = [{ payout_id: one.payout_id, reason: 'not_pending' }];
    expect(json.data.run).toMatchObject({ status: 'done', count: 0, total_amount: 0, payouts: [], left_out });
    expect(await linesOfFile(world, run.run_id)).toStrictEqual([]);
  });
});

describe('a file of results that comes several times at once', () => {
  it(`ends each payout once, in each of ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { run, asked, ids } = await runOf(world, 2);
      const request = (index: number) =>
        importing(run.run_id, resultsOf(paid(ids[0]), paid(ids[1], 'T-2')), { as: `user-${index}` });
      const handler = buildImportRunResult(world);
      const reports = await Promise.all(
        [0, 1, 2].map((index) => callExpecting(200, handler, request(index))),
      );
      for (const { json } of reports) expect(json.data).toMatchObject({ succeeded: 2, failed: 0 });
      for (const { affiliate, payout_id } of asked) {
        expect((await payoutNow(world, payout_id)).history).toHaveLength(3);
        const counters = { committed: AMOUNT, paid: AMOUNT, payout_count: 1 };
        expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
      }
      expect((await runNow(world, run.run_id)).status).toBe('done');
    }
  });
});
