import { expect } from 'vitest';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import type { RunView } from '../../../schemas/parts/run.ts';
import { call } from '../../../testing/call.ts';
import { type Interposed, withClient } from '../../../testing/client.ts';
import { AMOUNT, type Asked, payoutNow, payoutThatIs } from '../../../testing/lifecycle.ts';
import { confirming, freeze, linesOfFile, runNow } from '../../../testing/runs.ts';
import type { World } from '../../../testing/world.ts';

/** Later than the worker leaves a run to the call that has confirmed it. */
export const LATER = '2026-03-01T12:01:00.000Z';

/** So many pending PayPal payouts of $50.00, each of another affiliate. */
export const pending = async (world: World, count: number): Promise<Asked[]> => {
  const asked: Asked[] = [];
  for (let index = 0; index < count; index++) asked.push(await payoutThatIs(world, 'pending'));
  return asked;
};

/** A draft of these payouts, to be paid by a file. */
export const freezeAll = (world: World, asked: Asked[]) =>
  freeze(world, { form: 'paypal_csv', payout_ids: asked.map(({ payout_id }) => payout_id) });

/** What the confirmation of a draft is answered with. */
export const confirmIn = (here: World, { run_id, hash }: RunView, as?: string) =>
  call(buildConfirmRun(here), confirming(run_id, { hash }, as));

/** The write that confirms a run. */
export const isConfirming = (name: string, input: object) =>
  name === 'TransactWriteItemsCommand' && JSON.stringify(input).includes('confirmed_by');

/** The write that starts a payout of a run. */
export const isStarting = (name: string, input: object) =>
  name === 'TransactWriteItemsCommand' && JSON.stringify(input).includes('NOT contains(left_out_of');

/** The write that starts this payout of a run, and no other. */
export const isStartOf =
  (payoutId: string) =>
  (name: string, input: object): boolean =>
    isStarting(name, input) && JSON.stringify(input).includes(payoutId);

/** The write that notes what a run has started. */
export const isConcluding = (name: string, input: object) =>
  name === 'TransactWriteItemsCommand' && JSON.stringify(input).includes(':started_at');

/** The write that leaves one out. */
export const isLeaving = (name: string, input: object) =>
  name === 'TransactWriteItemsCommand' && JSON.stringify(input).includes('ADD left_out_of');

/** Expects the file to pay exactly those payouts that the run has started, and what the run says. */
export async function expectFileOf(world: World, { run_id }: RunView, asked: Asked[]): Promise<string[]> {
  const run = await runNow(world, run_id);
  const started = run.payouts.map(({ payout_id }) => payout_id);
  for (const { payout_id } of asked)
    expect((await payoutNow(world, payout_id)).run_id === run_id).toBe(started.includes(payout_id));
  const lines = await linesOfFile(world, run_id);
  expect(lines.map((line) => line.split(',')[3])).toStrictEqual(run.payouts.map(({ file_id }) => file_id));
  expect([run.count, run.total_amount]).toStrictEqual([lines.length, lines.length * AMOUNT]);
  expect(run.count + run.left_out.length).toBe(asked.length);
  return started;
}

/** The calls of a process that makes so many writes, and dies. One more may have been carried out. */
export function dying(writes: number, isCarriedOut: boolean): Interposed {
  let made = 0;
  return async (name, send) => {
    if (name === 'TransactWriteItemsCommand') made++;
    if (made <= writes) return send();
    if (made === writes + 1 && isCarriedOut && name === 'TransactWriteItemsCommand') await send();
    throw Object.assign(new Error('The process is dead.'), { $metadata: { httpStatusCode: 400 } });
  };
}

/** A world in which such a process is at work. */
export const dyingAfter = (world: World, writes: number, isCarriedOut: boolean): World => ({
  ...world,
  store: withClient(world, dying(writes, isCarriedOut)),
});
