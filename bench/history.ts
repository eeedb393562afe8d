import type { World } from '../testing/world.ts';
import type { Usage } from './metered.ts';
import { type Operation, OURS, runsOf, SOURCES, usageOf } from './operations.ts';
import { tellProgress } from './progress.ts';
import {
  counted,
  type Figure,
  figure,
  type Promised,
  type Report,
  ratio,
  type Table,
  timed as timedFigure,
} from './report.ts';
import { addHistory, addOpenHistory, type History } from './seed-histories.ts';
import { interleave, median, percentile, timing } from './timing.ts';
import { inWorld } from './world.ts';

/** How many payouts the histories have, shortest first, and how often each operation is timed. */
export interface HistoryScale {
  sizes: number[];
  rounds: number;
}

/** One operation at one length of history. */
export interface Line {
  who: 'ours' | 'source';
  operation: Operation;
  history: History;
  usage: Usage;
}

type Timed = Line & { samples: number[] };

/** What the benchmark promises of the service. */
const GROWTH_MAX = 1.3;
const SPEEDUP_MIN = 30;
const SPEEDUP_SIZE = 10_000;

/**
 * Balance, request and list at several lengths of one affiliate's history, beside the algorithm that sums the
 * history.
 */
export function benchHistory({ sizes, rounds }: HistoryScale): Promise<Report> {
  return inWorld(async (world) => {
    const timed = await timeAll(world, await linesOf(world, sizes), rounds);
    return {
      tables: [ourTable(timed), sourceTable(timed), openingTable(timed)],
      promises: promises(timed),
      figures: [...timed.flatMap((line) => countsOf(line)), ...ratiosOf(timed)],
    };
  });
}

/** Every operation at every size, with what it costs; each has answered rightly before this returns. */
export async function linesOf(world: World, sizes: number[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (const size of sizes) {
    tellProgress(`making histories of ${size} payouts`);
    const ours = await addOpenHistory(world, size);
    // Opening a row marks the payouts: the source's algorithm must not be charged for reading our marks.
    const theirs = await addHistory(world, size);
    for (const operation of OURS) lines.push(await lineOf(world, 'ours', operation, ours));
    for (const operation of SOURCES) lines.push(await lineOf(world, 'source', operation, theirs));
  }
  return lines;
}

async function lineOf(world: World, who: Line['who'], operation: Operation, history: History): Promise<Line> {
  return { who, operation, history, usage: await usageOf(world, history, operation) };
}

async function timeAll(world: World, lines: Line[], rounds: number): Promise<Timed[]> {
  const variants = lines.map(({ operation, history, usage }) => {
    const { run, undo } = runsOf(world, history, operation);
    return { sample: timing(run, undo), every: Math.min(rounds, everyOf(usage)) };
  });
  const samples = await interleave(Object.fromEntries(variants.entries()), rounds);
  return lines.map((line, index) => ({ ...line, samples: samples[index] ?? [] }));
}

/**
 * What reads a hundred thousand items takes seconds, and needs no hundred samples to be told from
 * milliseconds.
 */
function everyOf({ itemsRead }: Usage): number {
  if (itemsRead > 50_000) return 20;
  return itemsRead > 5_000 ? 4 : 1;
}

function ourTable(timed: Timed[]): Table {
  const ours = timed.filter(({ who }) => who === 'ours');
  const shortest = Math.min(...ours.map(({ history }) => history.size));
  const rows = OURS.flatMap(({ name }) => ours.filter(({ operation }) => operation.name === name)).map(
    (line) => {
      const base = lineAt(timed, 'ours', line.operation.name, shortest);
      return [...cells(line), ratio(median(line.samples), median(base.samples))];
    },
  );
  return { title: 'The service', head: [...HEAD, `median, to ${shortest} payouts`], rows };
}

function sourceTable(timed: Timed[]): Table {
  const sources = timed.filter(({ who }) => who === 'source');
  const rows = SOURCES.flatMap(({ name }) => sources.filter(({ operation }) => operation.name === name)).map(
    (line) => [...cells(line), ratio(median(line.samples), median(oursBeside(timed, line).samples))],
  );
  return { title: 'The algorithm that it replaces', head: [...HEAD, 'median, to the service'], rows };
}

function openingTable(timed: Timed[]): Table {
  const histories = new Set(timed.map(({ history }) => history));
  const rows = Array.from(histories).flatMap(({ size, opening }) => {
    if (!opening) return [];
    const { commands, itemsRead, readUnits, writeUnits } = opening.usage;
    return [[String(size), figure(opening.ms), ...[commands, itemsRead, readUnits, writeUnits].map(String)]];
  });
  const head = ['payouts on record', 'ms', 'round trips', 'items read', 'read units', 'write units'];
  return { title: 'The first request of an affiliate of the old service, once', head, rows };
}

/** What each of our calls reads and writes, as it can be compared with another run. */
export function countsOf({ who, operation, history, usage }: Line): Figure[] {
  if (who !== 'ours') return [];
  const name = `${operation.name} at ${history.size} payouts`;
  const { commands, itemsRead, readUnits, writeUnits } = usage;
  return [
    counted(`${name}, round trips`, commands),
    counted(`${name}, items read`, itemsRead),
    counted(`${name}, read units`, readUnits),
    counted(`${name}, write units`, writeUnits),
  ];
}

/** How each call grows with its history, and how it compares with the sum. */
function ratiosOf(timed: Timed[]): Figure[] {
  const shortest = Math.min(...timed.map(({ history }) => history.size));
  return timed.flatMap((line) => {
    const { who, operation, history, samples } = line;
    const name = `${operation.name} at ${history.size} payouts`;
    const base = who === 'ours' ? lineAt(timed, 'ours', operation.name, shortest) : oursBeside(timed, line);
    const times = median(samples) / median(base.samples);
    if (who === 'source') return [timedFigure(`${name}, the sum's time to ours`, times, 'more')];
    return history.size === shortest ? [] : [timedFigure(`${name}, time to ${shortest} payouts`, times)];
  });
}

const HEAD = ['call', 'payouts', 'median ms', 'p95 ms', 'items read', 'read units', 'write units'];

function cells({ operation, history, usage, samples }: Timed): string[] {
  const { itemsRead, readUnits, writeUnits } = usage;
  const times = [median(samples), percentile(samples, 0.95)].map(figure);
  return [operation.name, String(history.size), ...times, ...[itemsRead, readUnits, writeUnits].map(String)];
}

function promises(timed: Timed[]): Promised[] {
  const sizes = timed.map(({ history }) => history.size);
  const [shortest, longest] = [Math.min(...sizes), Math.max(...sizes)];
  const growth = ['balance', 'request'].flatMap((name) => {
    const [short, long] = [lineAt(timed, 'ours', name, shortest), lineAt(timed, 'ours', name, longest)];
    const times = median(long.samples) / median(short.samples);
    return [
      {
        text: `${name} reads as many items at ${longest} payouts as at ${shortest} (${long.usage.itemsRead} and ${short.usage.itemsRead})`,
        holds: long.usage.itemsRead === short.usage.itemsRead,
      },
      {
        text: `${name} takes at most ${GROWTH_MAX} times as long at ${longest} payouts as at ${shortest} (${figure(times)})`,
        holds: times <= GROWTH_MAX,
      },
    ];
  });
  return [...growth, ...timed.filter(isSpeedup).map((line) => speedup(timed, line))];
}

const isSpeedup = ({ who, operation, history }: Timed): boolean =>
  who === 'source' && operation.name === 'balance' && history.size === SPEEDUP_SIZE;

function speedup(timed: Timed[], line: Timed): Promised {
  const times = median(line.samples) / median(oursBeside(timed, line).samples);
  return {
    text: `at ${SPEEDUP_SIZE} payouts balance is at least ${SPEEDUP_MIN} times faster than by the sum (${figure(times)})`,
    holds: times >= SPEEDUP_MIN,
  };
}

function oursBeside(timed: Timed[], { operation, history }: Timed): Timed {
  return lineAt(timed, 'ours', operation.name, history.size);
}

function lineAt(timed: Timed[], who: Line['who'], name: string, size: number): Timed {
  const found = timed.find(
    (line) => line.who === who && line.operation.name === name && line.history.size === size,
  );
  if (!found) throw new Error(`Nothing was measured of ${name} at ${size} payouts.`);
  return found;
}
