import { type Line, linesOf } from './history.ts';
import { type CostOfStep, costsOfLife } from './lifecycle-cost.ts';
import type { Usage } from './metered.ts';
import { figure, type Report, ratio } from './report.ts';
import { inWorld } from './world.ts';

/**
 * AWS's list prices in USD for a million units, of a standard table on demand in us-east-1: those of
 * https://aws.amazon.com/dynamodb/pricing/on-demand/ since 1 November 2024, and still in September 2026.
 */
const USD_PER_MILLION = { readUnits: 0.125, writeUnits: 0.625 };

/**
 * What DynamoDB charges for a million calls, from the units that one has consumed, beside the algorithm that
 * sums the history.
 */
export function benchCost({ sizes }: { sizes: number[] }): Promise<Report> {
  return inWorld(async (world) => {
    const lines = await linesOf(world, sizes);
    const ours = lines.filter(({ who }) => who === 'ours');
    const rows = ours.map((line) => [...costCells(line), ...sourceCells(line, sourceBeside(lines, line))]);
    const steps = (await costsOfLife(world)).map(stepCells);
    const tables = [
      { title: 'A million calls', head: HEAD, rows },
      { title: 'A million steps', head: STEP_HEAD, rows: steps },
    ];
    return { tables, promises: [] };
  });
}

const HEAD = ['call', 'payouts', 'read units', 'write units', 'USD', 'USD by the sum', 'to the service'];

function costCells({ operation, history, usage }: Line): string[] {
  const { readUnits, writeUnits } = usage;
  return [operation.name, ...[history.size, readUnits, writeUnits].map(String), figure(usdPerMillion(usage))];
}

const STEP_HEAD = ['step', 'read units', 'write units', 'USD'];

function stepCells({ step, usage }: CostOfStep): string[] {
  return [step, String(usage.readUnits), String(usage.writeUnits), figure(usdPerMillion(usage))];
}

/** We do not know how the old service made its lists. */
function sourceCells({ usage }: Line, source: Line | undefined): string[] {
  if (!source) return ['', ''];
  const [usd, ours] = [usdPerMillion(source.usage), usdPerMillion(usage)];
  return [figure(usd), ratio(usd, ours)];
}

function sourceBeside(lines: Line[], { operation, history }: Line): Line | undefined {
  return lines.find(
    (line) =>
      line.who === 'source' && line.operation.name === operation.name && line.history.size === history.size,
  );
}

/** A million units cost what a million calls of one unit do. */
function usdPerMillion({ readUnits, writeUnits }: Usage): number {
  return readUnits * USD_PER_MILLION.readUnits + writeUnits * USD_PER_MILLION.writeUnits;
}
