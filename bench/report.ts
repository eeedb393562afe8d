import { availableParallelism } from 'node:os';

/** A table of text: a title, a head, and rows as long as the head. */
export interface Table {
  title: string;
  head: string[];
  rows: string[][];
}

/** What must hold, and whether it did in this run. */
export interface Promised {
  text: string;
  holds: boolean;
}

/**
 * What can be compared with another run, on another machine too: a ratio of two times that were measured side
 * by side, or a count. `noise` is the share by which it may differ from run to run; a count has none.
 */
export interface Figure {
  name: string;
  value: number;
  better: 'less' | 'more';
  noise: number;
}

/** What a benchmark has found out. */
export interface Report {
  tables: Table[];
  promises: Promised[];
  figures: Figure[];
}

/** A ratio of two times is as good as the rounds behind it: on a busy machine, they differ by a quarter. */
const NOISE_OF_TIMES = 0.25;

/** A figure that is counted: any change of it is one. */
export function counted(name: string, value: number): Figure {
  return { name, value, better: 'less', noise: 0 };
}

/** A ratio of two times. */
export function timed(name: string, value: number, better: Figure['better'] = 'less'): Figure {
  return { name, value, better, noise: NOISE_OF_TIMES };
}

/** The report as Markdown, with one line for each promise. */
export function renderReport({ tables, promises }: Report): string {
  const lines = promises.map(({ text, holds }) => `- ${holds ? 'holds' : 'DOES NOT HOLD'}: ${text}`);
  return [...tables.map(renderTable), ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n');
}

function renderTable({ title, head, rows }: Table): string {
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  return [`**${title}**`, '', ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

/** What the figures of a run depend on. */
export function describeMachine(): string {
  return `Node ${process.version}, ${process.platform}-${process.arch}, ${availableParallelism()} CPUs`;
}

/** Three significant digits, and no exponent: what a benchmark knows. */
export function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

export function ratio(value: number, base: number): string {
  return `${figure(value / base)}×`;
}
