/** Numbers that look random, and are the same for the same seed. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0, below `limit`. */
  int(limit: number): number;
  /** One of the list, each as likely. @throws Error if the list is empty */
  pick<Item>(list: readonly Item[]): Item;
}

/**
 * A generator (mulberry32) whose sequence is a function of the seed alone, of which the lower 32 bits
 * count.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const random: Random = {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    int: (limit) => Math.floor(random.next() * limit),
    pick(list) {
      if (list.length === 0) throw new Error('There is nothing to pick from.');
      return list[random.int(list.length)] as (typeof list)[number];
    },
  };
  return random;
}
