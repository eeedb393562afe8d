import { createHash } from 'node:crypto';

/** Of a hash, as many bytes as a number holds exactly. */
const BYTES = 6;

const FIRST_SIZE = 1024;

/**
 * Finds which of very many texts come more than once, in eight bytes for each: it keeps a digest and not the
 * text. Two texts have the same digest about once in 500 times a million texts, so what it suspects is read
 * again.
 */
export interface Digests {
  add(text: string): void;
  /** The digests that came more than once. */
  repeated(): Set<number>;
}

/** What a text is remembered by. */
export function digestOf(text: string): number {
  return createHash('sha1').update(text).digest().readUIntBE(0, BYTES);
}

/** Digests, none yet. */
export function createDigests(): Digests {
  let digests = new Float64Array(FIRST_SIZE);
  let size = 0;
  return {
    add(text) {
      if (size === digests.length) {
        const larger = new Float64Array(size * 2);
        larger.set(digests);
        digests = larger;
      }
      digests[size++] = digestOf(text);
    },
    repeated() {
      const sorted = digests.subarray(0, size).sort();
      return new Set(sorted.filter((digest, index) => digest === sorted[index - 1]));
    },
  };
}
