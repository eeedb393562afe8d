import { expect } from 'vitest';
import { buildGetBalance } from '../../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../../functions/payouts/request.ts';
import type { Finding } from '../../../../libs/payouts/audit/finding.ts';
import { KINDS } from '../../../../libs/payouts/audit/kinds.ts';
import { audit } from '../../../../libs/workflows/audit/audit.ts';
import { type MendedTable, mendRecord } from '../../../../takeover/mend-record.ts';
import { prepareTables } from '../../../../takeover/prepare.ts';
import { call, contextOf } from '../../../../testing/call.ts';
import { everything } from '../../../../testing/expect.ts';
import { asking } from '../../../../testing/lifecycle.ts';
import { inShadow, READ_ONLY } from '../../../../testing/shadow.ts';
import { expectBalances, expectReconciled, isOverdrawn, LIMITS, type Progress } from './checks.ts';
import { comparing } from './comparing.ts';
import { type RawBooks, readRawBooks } from './raw-books.ts';
import { type Stage, serviceOf } from './stage.ts';

const HOUR_MS = 60 * 60 * 1000;

/** A step of the runbook: when it can be taken, and how far the service is afterwards. */
interface RunbookStep {
  fits(stage: Stage): boolean;
  take(stage: Stage): Promise<Progress>;
}

const isDeployed = ({ service }: Stage) => service !== undefined;

/** The steps of docs/take-over.md. */
export const STEPS = {
  audit: { fits: () => true, take: auditing },
  mend: { fits: () => true, take: mending },
  prepare: { fits: () => true, take: preparing },
  shadow: { fits: (stage) => stage.isPrepared && !isDeployed(stage), take: shadowing },
  compare: { fits: (stage) => stage.isPrepared && !isDeployed(stage), take: comparing },
  deploy: { fits: (stage) => stage.isPrepared && !isDeployed(stage), take: deploying },
  switch: { fits: (stage) => isDeployed(stage) && stage.isRunning, take: switching },
  'side by side': { fits: (stage) => isDeployed(stage) && stage.isRunning, take: sharing },
  open: { fits: isDeployed, take: opening },
  stream: { fits: ({ isRunning }) => isRunning, take: streaming },
  reconcile: { fits: isDeployed, take: reconciling },
  back: { fits: ({ callers }) => callers.new, take: goingBack },
  'back, and all stopped': { fits: ({ callers }) => callers.new, take: stopping },
  forward: { fits: (stage) => isDeployed(stage) && !stage.callers.new, take: goingForward },
} satisfies Record<string, RunbookStep>;

export type StepName = keyof typeof STEPS;

async function auditing({ store, world }: Stage): Promise<Progress> {
  const before = await everything(world).catch(() => undefined);
  await audit({ store, limits: LIMITS });
  if (before) expect(await everything(world)).toStrictEqual(before);
  return 'behind';
}

/** What a person answers to each error of the audit. */
const ANSWERS: Record<string, string> = {
  amount: '2500',
  status: 'completed',
  requested_at: '2025-12-21T12:00:00Z',
};

async function mending({ store }: Stage): Promise<Progress> {
  const source = { store, limits: LIMITS };
  const findings: Finding[] = [];
  await audit(source, undefined, { onFinding: (finding) => findings.push(finding) });
  for (const { kind, id, attribute = '' } of findings) {
    const value = ANSWERS[attribute];
    if (KINDS[kind].severity !== 'error' || value === undefined) continue;
    const table: MendedTable = kind.startsWith('payout') ? 'payouts' : 'affiliates';
    await mendRecord(source, { table, id, attribute, value });
  }
  return 'behind';
}

async function preparing(stage: Stage): Promise<Progress> {
  await prepareTables({ store: stage.store, say: () => {}, pollMs: 1 });
  stage.isPrepared = true;
  return 'behind';
}

async function deploying(stage: Stage): Promise<Progress> {
  await stage.deploy();
  // Of these the audit has told. The stream knows nothing of what was before it.
  const { affiliates } = await readRawBooks(stage.store, true);
  for (const { id } of [...affiliates.values()].filter(isOverdrawn)) stage.overdrawn.add(id);
  return 'behind';
}

/** Deployed as a shadow: it answers with what the raw rows come to, and changes nothing. */
async function shadowing(stage: Stage): Promise<Progress> {
  await stage.makeTables();
  const shadow = inShadow(stage.world);
  const before = await everything(stage.world);
  await expectBalances(stage, buildGetBalance(shadow));
  const { affiliates } = await readRawBooks(stage.store, true);
  for (const { userId } of affiliates.values()) {
    expect([200, 409]).toContain((await call(buildListPayouts(shadow), { as: userId })).status);
    const asked = await call(buildRequestPayout(shadow), asking(userId, { amount: 1000 }));
    expect(asked.json.error.code).toBe(READ_ONLY.code);
  }
  expect(await everything(stage.world)).toStrictEqual(before);
  return 'behind';
}

async function switching(stage: Stage): Promise<Progress> {
  stage.callers = { old: false, new: true };
  return 'behind';
}

async function sharing(stage: Stage): Promise<Progress> {
  stage.callers = { old: true, new: true };
  return 'behind';
}

/** openBalances says what it counted, to the cent, and has nothing left to do if it is run again. */
async function opening(stage: Stage): Promise<Progress> {
  const { system } = serviceOf(stage);
  const run = () => system.open({}, contextOf({ remainingMs: 900_000 }));
  const before = totalOf(await readRawBooks(stage.store, true));
  // openBalances names all of them again, whoever has named them before.
  stage.overdrawn.clear();
  stage.logs.takeAlarms();
  const report = await run();
  const after = totalOf(await readRawBooks(stage.store, true));
  expect(report).toMatchObject({ failed: 0, next: null });
  for (const name of ['payout_count', 'committed', 'paid'] as const) {
    expect(report.counted[name], name).toBe(after[name] - before[name]);
  }
  const nothing = { payout_count: 0, committed: 0, paid: 0 };
  expect(await run()).toMatchObject({ opened: 0, adopted: 0, filed: 0, failed: 0, counted: nothing });
  // Letters about our own steps come with the stream.
  if (stage.isRunning) await streaming(stage);
  return stage.isRunning ? 'up to date' : 'behind';
}

function totalOf({ affiliates }: RawBooks) {
  const total = { payout_count: 0, committed: 0, paid: 0 };
  for (const { row } of affiliates.values()) {
    for (const name of ['payout_count', 'committed', 'paid'] as const) total[name] += row?.[name] ?? 0;
  }
  return total;
}

/** The stream shows everything, PayPal pays what it was sent, and the sync hears of it. */
async function streaming(stage: Stage): Promise<Progress> {
  const { system, workers } = serviceOf(stage);
  await workers.run('deliver', stage.random);
  stage.clock.ms += HOUR_MS;
  system.clock.ms = stage.clock.ms;
  await workers.run('settle', stage.random);
  await workers.run('sync', stage.random);
  await workers.run('deliver', stage.random);
  expect(workers.hasReadStream()).toBe(true);
  return 'up to date';
}

async function reconciling(stage: Stage): Promise<Progress> {
  await expectReconciled(stage);
  return 'behind';
}

/** Callers go back to the old functions. What counts goes on, and counts what the old ones write. */
async function goingBack(stage: Stage): Promise<Progress> {
  stage.callers = { old: true, new: false };
  return 'behind';
}

/** The same, and nothing of the service runs any more, for longer than a stream remembers. */
async function stopping(stage: Stage): Promise<Progress> {
  if (stage.isRunning) await streaming(stage);
  stage.callers = { old: true, new: false };
  stage.isRunning = false;
  return 'behind';
}

async function goingForward(stage: Stage): Promise<Progress> {
  const { system } = serviceOf(stage);
  if (!stage.isRunning) await system.stream.skip();
  stage.isRunning = true;
  const progress = await opening(stage);
  stage.callers = { old: false, new: true };
  await expectBalances(stage);
  return progress;
}
