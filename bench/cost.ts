import { countsOf, type Line, linesOf } from './history.ts';
import { type CostOfStep, costsOfLife } from './lifecycle-cost.ts';
import type { Usage } from './metered.ts';
import { counted, figure, type Promised, type Report, ratio } from './report.ts';
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
    const life = await costsOfLife(world);
    const tables = [
      { title: 'A million calls', head: HEAD, rows },
      { title: 'A million steps', head: STEP_HEAD, rows: life.map(stepCells) },
    ];
    const ofSteps = life.flatMap(({ step, usage }) => [
      counted(`${step}, read units`, usage.readUnits),
      counted(`${step}, write units`, usage.writeUnits),
    ]);
    const figures = [...ours.flatMap(countsOf), ...ofSteps];
    return { tables, promises: breakEven(lines), figures };
  });
}

/** From this length on, reading the counters must cost no more than summing the history. */
const BREAK_EVEN_MAX = 50;

function breakEven(lines: Line[]): Promised[] {
  const at = lines.filter(
    ({ operation, history }) => operation.name === 'balance' && history.size === BREAK_EVEN_MAX,
  );
  return at.flatMap((line) => {
    const source = sourceBeside(lines, line);
    if (line.who !== 'ours' || !source) return [];
    const [ours, sum] = [line.usage.readUnits, source.usage.readUnits];
    const text = `a balance at ${BREAK_EVEN_MAX} payouts costs no more than by the sum (${ours} and ${sum} read units)`;
    return [{ text, holds: ours <= sum }];
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
