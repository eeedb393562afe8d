import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { audit } from '../libs/workflows/audit/audit.ts';
import { tellProgress } from './progress.ts';
import { counted, figure, type Report } from './report.ts';
import { addHistory } from './seed-histories.ts';
import { inWorld } from './world.ts';

const MILLION = 1_000_000;

/** As in `bench/cost.ts`. */
const USD_PER_MILLION_READ_UNITS = 0.125;

/** A function on Lambda has a quarter of an hour, and half a gigabyte is little for one. */
const MINUTES_MAX = 15;
const MEGABYTES_MAX = 512;

/** When garbage is collected is chance. */
const MEMORY_NOISE = 0.1;

/**
 * What an audit of a million payouts takes, from smaller ones. All payouts of a history have one transaction
 * id, so each is read twice: once, and to be named.
 */
export async function benchAudit(sizes: number[]): Promise<Report> {
  const runs: Run[] = [];
  for (const size of sizes) {
    tellProgress(`${size} payouts`);
    runs.push(await run(size));
  }
  const minutes = Math.max(...runs.map((each) => minutesPerMillion(each)));
  const text = `a million payouts are read within ${MINUTES_MAX} minutes (${figure(minutes)})`;
  return {
    tables: [{ title: 'An audit', head: HEAD, rows: runs.map(cellsOf) }],
    promises: [{ text, holds: minutes <= MINUTES_MAX }],
    figures: runs.map(({ size, readUnits }) => counted(`read units at ${size} payouts`, readUnits)),
  };
}

/** The memory that it takes to audit as many payouts, of so many affiliates. */
export async function benchAuditMemory(affiliates: number[], payouts = MILLION): Promise<Report> {
  const memory = affiliates.map((count) => {
    tellProgress(`${count} affiliates`);
    return { count, megabytes: megabytesFor(payouts, count) };
  });
  const most = Math.max(...memory.map(({ megabytes }) => megabytes));
  const text = `${payouts} payouts take at most ${MEGABYTES_MAX} MB (${most})`;
  return {
    tables: [
      {
        title: `The memory of an audit of ${payouts} payouts`,
        head: ['affiliates', 'MB'],
        rows: memory.map(({ count, megabytes }) => [String(count), String(megabytes)]),
      },
    ],
    promises: [{ text, holds: most <= MEGABYTES_MAX }],
    figures: memory.map(({ count, megabytes }) => ({
      name: `MB of ${count} affiliates`,
      value: megabytes,
      better: 'less',
      noise: MEMORY_NOISE,
    })),
  };
}

interface Run {
  size: number;
  readUnits: number;
  seconds: number;
  cpuSeconds: number;
}

const HEAD = [
  'payouts',
  'read units',
  's',
  's of CPU',
  'read units for a million',
  'USD for a million',
  'minutes for a million',
];

async function run(size: number): Promise<Run> {
  return inWorld(async (world) => {
    await addHistory(world, size);
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const report = await audit({ store: world.store, limits: world.settings.limits });
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    if (report.read.payouts !== size) throw new Error(`${report.read.payouts} of ${size} payouts were read.`);
    return { size, readUnits: report.read_units, seconds, cpuSeconds: (user + system) / 1e6 };
  });
}

function cellsOf({ size, readUnits, seconds, cpuSeconds }: Run): string[] {
  const units = (readUnits / size) * MILLION;
  const usd = (units / MILLION) * USD_PER_MILLION_READ_UNITS;
  const minutes = minutesPerMillion({ size, seconds });
  return [String(size), String(readUnits), ...[seconds, cpuSeconds, units, usd, minutes].map(figure)];
}

function minutesPerMillion({ size, seconds }: Pick<Run, 'size' | 'seconds'>): number {
  return ((seconds / size) * MILLION) / 60;
}

/** In a process of its own: what others have left in memory is not the audit's. */
function megabytesFor(payouts: number, affiliates: number): number {
  const file = join(import.meta.dirname, 'audit-memory.ts');
  const output = execFileSync(process.execPath, [file, String(payouts), String(affiliates)], {
    encoding: 'utf8',
  });
  return JSON.parse(output).megabytes;
}
