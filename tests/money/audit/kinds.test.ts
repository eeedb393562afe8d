import { beforeAll, describe, expect, it } from 'vitest';
import { buildAudit } from '../../../functions/workers/audit.ts';
import { KINDS } from '../../../libs/payouts/audit/kinds.ts';
import type { AuditPlace, AuditReport } from '../../../libs/payouts/audit/report.ts';
import { estimateAudit } from '../../../libs/store/audit/estimate.ts';
import { sampleOf } from '../../../libs/store/audit/pages.ts';
import { describeTable } from '../../../libs/store/engine/describe-table.ts';
import { audit } from '../../../libs/workflows/audit/audit.ts';
import type { AuditProgress } from '../../../libs/workflows/audit/run.ts';
import { prepareTables } from '../../../takeover/prepare.ts';
import { alarmsNamed, errorsLogged } from '../../../testing/alarms.ts';
import { logged, ONE_PAGE_MS } from '../../../testing/bookkeeping.ts';
import { contextOf } from '../../../testing/call.ts';
import { everything } from '../../../testing/expect.ts';
import { goodRecords, putRecords } from '../../../testing/good-records.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import { PLANTED } from '../../../testing/planted-records.ts';
import { useWorld } from '../../../testing/use-world.ts';

const GOOD = 10_000;
const AFFILIATES = 50;

/** The time limit of a run on Lambda. */
const ALL_MS = 900_000;

const world = useWorld({ indexes: false });
const run = (place?: AuditPlace | null, remainingMs = ALL_MS): Promise<AuditReport> =>
  buildAudit(world)(place ?? undefined, contextOf({ remainingMs }));

/** What an audit found, as kinds with ids. */
const foundIn = ({ kinds }: AuditReport) =>
  kinds.flatMap(({ kind, examples }) => examples.map(({ id }) => `${kind} ${id}`)).sort();

beforeAll(async () => {
  await putRecords(world, goodRecords(GOOD, AFFILIATES));
  await prepareTables({ store: world.store, say: () => {}, pollMs: 10 });
});

describe('an audit of records without faults', () => {
  it('finds nothing, and raises no alarm', async () => {
    expect(await run()).toStrictEqual({
      read: { affiliates: AFFILIATES, balances: AFFILIATES, payouts: GOOD },
      read_units: expect.any(Number),
      errors: 0,
      warnings: 0,
      notes: 0,
      kinds: [],
      next: null,
    });
    expect(errorsLogged()).toStrictEqual([]);
  });
});

describe('what an audit will take', () => {
  const estimateOf = async (items: number, pace?: number, table: 'payouts' | 'affiliates' = 'payouts') => {
    const shape = await describeTable(world.store, world.store.tables[table]);
    if (!shape) throw new Error(`There is no table of ${table}.`);
    return estimateAudit(world.store, { [table]: { ...shape, items } }, () => pace);
  };

  it('is what its first page takes, as often as the table has so many records', async () => {
    const { items, units } = await sampleOf(world.store, 'payouts');
    const million = Math.ceil((units / items.length) * 1_000_000);
    // At 4000 records in a second, or as slow as it was told to be. A million read units are 12.5 cents.
    const usd = Math.ceil(million * 12.5e-6) / 100;
    const whole = { records: 1_000_000, read_units: million, usd };
    expect(await estimateOf(1_000_000)).toStrictEqual({ ...whole, minutes: 5 });
    expect(await estimateOf(1_000_000, 100)).toStrictEqual({ ...whole, minutes: Math.ceil(million / 6000) });
  });

  it('is that of the records it has seen, if the table says that there are fewer', async () => {
    expect(await estimateOf(0)).toMatchObject({ records: 500, minutes: 1 });
  });

  it('is that of the records it has seen, if these are all, whatever the table says', async () => {
    const { items } = await sampleOf(world.store, 'affiliates');
    expect(await estimateOf(1_000_000, undefined, 'affiliates')).toMatchObject({ records: items.length });
  });
});

describe('an audit of records with faults, beside 10000 without', () => {
  let whole: AuditReport;
  const bySeverity = (severity: string) => whole.kinds.filter((kind) => kind.severity === severity);
  const linesOf = (severity: string) =>
    bySeverity(severity).flatMap(({ kind, examples }) => examples.map(({ id, why }) => ({ kind, id, why })));

  beforeAll(async () => {
    const items = PLANTED.flatMap((planted) => planted.items);
    await putRecords(world, items);
  });

  it('writes nothing, and leaves a line for each error and each warning, a metric of each, and no address', async () => {
    const before = await everything(world);
    whole = await run();
    expect(await everything(world)).toStrictEqual(before);
    expect(sorted(logged('error', 'audit-finding'))).toStrictEqual(sorted(linesOf('error')));
    expect(sorted(logged('warn', 'audit-finding'))).toStrictEqual(sorted(linesOf('warning')));
    for (const [severity, alarm] of [
      ['error', 'audit-errors'],
      ['warning', 'audit-warnings'],
    ] as const) {
      const counts = Object.fromEntries(bySeverity(severity).map(({ kind, count }) => [kind, count]));
      expect(alarmsNamed(alarm)).toStrictEqual([counts]);
    }
    const { affiliates, balances, payouts } = whole.read;
    const records = affiliates + balances + payouts;
    const estimate = { records, read_units: expect.any(Number), usd: 0.01, minutes: 1 };
    expect(logged('info', 'audit-estimate')).toStrictEqual([estimate]);
    const { kinds: _, ...counts } = whole;
    expect(logged('info', 'audit')).toStrictEqual([counts]);
    expect(logTexts().join()).not.toContain('someone');
  });

  it('names each of them once, and nothing else', () => {
    expect(foundIn(whole)).toStrictEqual(PLANTED.map(({ kind, id }) => `${kind} ${id}`).sort());
    const severities = whole.kinds.map(({ severity }) => severity);
    expect([...new Set(severities)]).toStrictEqual(['error', 'warning', 'note']);
  });

  it.each(PLANTED)('says why: $kind $id', ({ kind, id, why }) => {
    const { examples = [], ...rest } = whole.kinds.find((each) => each.kind === kind) ?? {};
    const { severity, means } = KINDS[kind];
    const count = PLANTED.filter((planted) => planted.kind === kind).length;
    expect(rest).toStrictEqual({ kind, severity, means, count });
    expect(examples.find((example) => example.id === id)?.why).toContain(why);
  });

  it('finds the same, wherever it is cut short', async () => {
    const runs: AuditReport[] = [];
    let next: AuditPlace | null | undefined;
    do {
      const report: AuditReport = await run(next, next?.stage === 'groups' ? ALL_MS : ONE_PAGE_MS);
      runs.push(report);
      next = report.next;
    } while (next !== null);
    expect(logged('info', 'audit-estimate')).toHaveLength(1);
    // Once for the tables, for each page of 500, and for what only many records together show.
    expect(runs.length).toBeGreaterThan(GOOD / 500 + 3);
    expect(runs.flatMap(foundIn).sort()).toStrictEqual(foundIn(whole));
    for (const member of ['errors', 'warnings', 'notes'] as const) {
      expect(runs.reduce((sum, report) => sum + report[member], 0)).toBe(whole[member]);
    }
    for (const table of ['affiliates', 'balances', 'payouts'] as const) {
      expect(runs.reduce((sum, { read }) => sum + read[table], 0)).toBe(whole.read[table]);
    }
  });

  it('compares the records in another run if the time runs out there, and says how far it has come', async () => {
    let left = ALL_MS;
    const store = { ...world.store, remainingMs: () => left };
    const records = new Map<string, number>();
    const onPage = (progress: AuditProgress) => {
      records.set(progress.stage, progress.records);
      if (progress.stage === 'groups') left = 9000;
    };
    const { next } = await audit({ store, limits: world.settings.limits }, { stage: 'payouts' }, { onPage });
    expect(next).toStrictEqual({ stage: 'groups' });
    expect(records.get('payouts')).toBe(whole.read.payouts);
  });

  it('says so if the records cannot be compared in the time of a run', async () => {
    expect(await run({ stage: 'payouts' }, 9000)).toMatchObject({ next: { stage: 'payouts' } });
    await expect(run({ stage: 'groups' }, 9000)).rejects.toThrow('Use npm run audit instead.');
  });
});

function sorted(lines: object[]): string[] {
  return lines.map((line) => JSON.stringify(line)).sort();
}
