import { crc32 } from 'node:zlib';

const SPACE = 0x20;
const TAB = 0x09;
/** More than the 32 bits of the checksum, so that every checksum can be reached. */
const BLANKS = 64;

interface Equation {
  difference: number;
  blanks: Set<number>;
}

/**
 * A forged body with the checksum of another. Spaces and tabs are appended, so that it is still JSON.
 * How a tab in place of a space changes the CRC32 does not depend on the rest: linear equations.
 */
export function withCrc32Of(original: string | Uint8Array, forged: string): string {
  const body = Buffer.from(`${forged}${' '.repeat(BLANKS)}`);
  const start = body.length - BLANKS;
  const plain = crc32(body);
  const basis = reduce(
    Array.from({ length: BLANKS }, (_, index) => differenceOf(body, start + index, plain)),
  );
  let rest = (crc32(original) ^ plain) >>> 0;
  const tabs = new Set<number>();
  for (const { difference, blanks } of basis) {
    if ((rest ^ difference) >>> 0 >= rest) continue;
    rest = (rest ^ difference) >>> 0;
    for (const blank of blanks) toggle(tabs, blank);
  }
  for (const blank of tabs) body[blank] = TAB;
  return body.toString();
}

function differenceOf(body: Buffer, blank: number, plain: number): Equation {
  body[blank] = TAB;
  const difference = (crc32(body) ^ plain) >>> 0;
  body[blank] = SPACE;
  return { difference, blanks: new Set([blank]) };
}

/** Gaussian elimination: each remaining equation has its own leading bit, highest first. */
function reduce(equations: Equation[]): Equation[] {
  const basis: Equation[] = [];
  for (const { difference, blanks } of equations) {
    const row = { difference, blanks: new Set(blanks) };
    for (const other of basis) {
      if ((row.difference ^ other.difference) >>> 0 >= row.difference) continue;
      row.difference = (row.difference ^ other.difference) >>> 0;
      for (const blank of other.blanks) toggle(row.blanks, blank);
    }
    if (row.difference === 0) continue;
    basis.push(row);
    basis.sort((a, b) => b.difference - a.difference);
  }
  return basis;
}

function toggle(set: Set<number>, value: number): void {
  if (!set.delete(value)) set.add(value);
}
