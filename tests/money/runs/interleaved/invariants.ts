import { expect } from 'vitest';
import { receiptNumber } from '../../../../libs/payouts/receipt-number.ts';
import type { RunView } from '../../../../schemas/parts/run.ts';
import { everything } from '../../../../testing/expect.ts';
import { faultsOfFile, faultsOfRails, faultsOfRuns, idsInFile } from '../../../../testing/run-faults.ts';
import { linesOfFile, runNow } from '../../../../testing/runs.ts';
import type { Stage } from './stage.ts';

interface Entry {
  status: string;
  by: string;
  role: string;
}

interface StoredPayout {
  payout_id: string;
  affiliate_id: string;
  amount: number;
  status: string;
  run_id?: string;
  rail?: string;
  history: Entry[];
}

interface Row {
  affiliate_id: string;
  committed: number;
  paid: number;
  held: number;
  payout_count: number;
}

interface Stored {
  payouts: StoredPayout[];
  balances: Row[];
  runs: { run_id: string; kind?: string; status: string }[];
}

/** The moves that there are, written down once more. */
const DIAGRAM = new Set([
  'pending > cancelled',
  'pending > processing',
  'pending > failed',
  'processing > completed',
  'processing > failed',
  'completed > failed',
]);

const COMMITTED = new Set(['pending', 'processing', 'completed']);

/** Expects what must be true at any time. */
export async function expectInvariants(stage: Stage): Promise<void> {
  const stored = (await everything(stage.world)) as Stored;
  expectCounted(stored);
  for (const payout of stored.payouts) expectMoved(stage, payout);
  const runs = await startedRuns(stage, stored);
  await expectOneRail(stage, stored, runs);
  expect(faultsOfRuns(stored.payouts, runs)).toStrictEqual([]);
}

/** Expects, at the very end, that no run stopped halfway, and that PayPal and the records agree. */
export async function expectFinished(stage: Stage): Promise<void> {
  const { payouts, runs } = (await everything(stage.world)) as Stored;
  for (const { run_id, kind, status } of runs)
    if (kind === 'run' && status !== 'draft')
      expect((await runNow(stage.world, run_id)).started_at, `start of run ${run_id}`).not.toBeNull();
  const kept = stage.rail.simulator.payments().filter(({ status }) => status === 'SUCCESS');
  const paid = new Set(kept.map(({ sender_item_id }) => sender_item_id));
  for (const { payout_id, rail, status, history } of payouts) {
    if (stage.putBack.has(payout_id)) continue;
    expect(rail === 'paypal' && status === 'processing', `${payout_id} is still under way`).toBe(false);
    const isPaid = status === 'completed' && history.at(-1)?.by === 'paypal';
    expect(isPaid, `PayPal has paid ${payout_id}`).toBe(paid.has(payout_id));
  }
}

function expectCounted({ payouts, balances }: Stored): void {
  for (const { affiliate_id, committed, paid, held, payout_count } of balances) {
    const own = payouts.filter((payout) => payout.affiliate_id === affiliate_id);
    const sum = (fits: (status: string) => boolean) =>
      own.reduce((total, { status, amount }) => total + (fits(status) ? amount : 0), 0);
    const right = {
      committed: sum((status) => COMMITTED.has(status)),
      paid: sum((status) => status === 'completed'),
    };
    expect({ committed, paid, held, payout_count }, `counters of ${affiliate_id}`).toStrictEqual({
      ...right,
      held: right.committed - right.paid,
      payout_count: own.length,
    });
  }
}

function expectMoved({ histories, putBack }: Stage, { payout_id, status, history }: StoredPayout): void {
  const before = histories.get(payout_id) ?? [];
  expect(history.slice(0, before.length), `the past of ${payout_id}`).toStrictEqual(before);
  histories.set(payout_id, history);
  const isBack = putBack.has(payout_id);
  const wrong = history.flatMap(({ status: to, role }, index) => {
    const from = history[index - 1]?.status;
    if (from === undefined || role === 'old-service' || DIAGRAM.has(`${from} > ${to}`)) return [];
    // Another service that puts a payout back writes no word of it.
    return isBack && from === 'processing' && DIAGRAM.has(`pending > ${to}`) ? [] : [`${from} > ${to}`];
  });
  expect(wrong, `moves of ${payout_id}`).toStrictEqual([]);
  if (!isBack) expect(status, `status of ${payout_id}`).toBe(history.at(-1)?.status);
}

async function startedRuns({ world }: Stage, { runs }: Stored): Promise<RunView[]> {
  const confirmed = runs.filter(({ kind, status }) => kind === 'run' && status !== 'draft');
  const views = await Promise.all(confirmed.map(({ run_id }) => runNow(world, run_id)));
  return views.filter(({ started_at }) => started_at !== null);
}

async function expectOneRail(stage: Stage, { payouts }: Stored, runs: RunView[]): Promise<void> {
  const { simulator } = stage.rail;
  const ours = new Set(payouts.map(({ payout_id }) => payout_id));
  const posted = simulator
    .batches()
    .flatMap(({ items }) => items.map(({ payout_item }) => payout_item.sender_item_id ?? ''))
    .filter((id) => ours.has(id));
  expect(posted.length, 'posts at PayPal, and payouts among them').toBe(new Set(posted).size);
  for (const id of posted) stage.posted.add(id);
  const filed: string[] = [];
  for (const run of runs.filter(({ form }) => form !== 'paypal')) {
    const lines = await linesOfFile(stage.world, run.run_id);
    expect(lines, `file of ${run.run_id}`).toStrictEqual(stage.files.get(run.run_id) ?? lines);
    stage.files.set(run.run_id, lines);
    expect(faultsOfFile(run, lines)).toStrictEqual([]);
    filed.push(...idsInFile(run.form, lines));
  }
  expect(faultsOfRails(filed, new Set(posted.map(receiptNumber)))).toStrictEqual([]);
  for (const { payout_id, status, history } of payouts) {
    const isByHand = status === 'completed' && history.at(-1)?.role === 'admin';
    if (isByHand) expect(posted, `${payout_id} is paid by hand`).not.toContain(payout_id);
  }
}
