import type { Kind } from './kinds.ts';

/** Something that an audit has found: what, in which record, and what stands there. */
export interface Finding {
  kind: Kind;
  id: string;
  why: string;
  /** The attribute that is to be mended, if it is one. */
  attribute?: string;
  /** The name of the table, if it is about an index. */
  table?: string;
  /** Which of the tables, such as `payouts`, if there is none of this name. */
  key?: string;
}

/** A record to the letter, as another service may have written it. */
export type Item = Record<string, unknown>;

const SHOWN_MAX = 40;

/** What stands there, in words: `missing`, `text "$50.00"`, `the number 50.5`, `a list`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' ? 'empty text' : `text ${shorten(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Set) return 'a set';
  return value instanceof Uint8Array ? 'binary' : 'a map';
}

/** Why this is no amount of whole cents above zero. */
export function whyNoAmount(value: unknown): string {
  const seen = describeValue(value);
  if (typeof value === 'number') return `${seen}, which is ${faultOf(value)}`;
  if (typeof value !== 'string' || value === '') return seen;
  const isDigits = /^\d+$/.test(value.trim());
  return `${seen}, which is ${isDigits ? faultOf(Number(value)) : 'no whole number'}`;
}

function faultOf(value: number): string {
  if (value <= 0) return 'not above zero';
  return Number.isInteger(value) ? 'too large to be exact' : 'not whole';
}

function shorten(text: string): string {
  return JSON.stringify(text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text);
}

/** Whether an attribute can be the key of an index: only then is the record in it. */
export function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
