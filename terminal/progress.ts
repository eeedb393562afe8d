/** Where progress is written; a part of `process.stderr`. */
export interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far something is: one line that moves in a terminal, and a plain line now and then elsewhere. */
export interface Progress {
  show(line: string): void;
  /** Clears the line, before something else is printed. */
  clear(): void;
}

/** Outside of a terminal, so much time lies between two lines: what is over sooner has none. */
const PLAIN_MS = 10_000;

const ERASE_LINE = '\r\u001b[K';

/** Progress on this output; `now` is a clock in milliseconds. */
export function createProgress(output: Output, now: () => number = () => performance.now()): Progress {
  const isTerminal = output.isTTY === true;
  let lastMs = now();
  return {
    show(line) {
      if (isTerminal) output.write(`${ERASE_LINE}${line}`);
      if (isTerminal || now() - lastMs < PLAIN_MS) return;
      lastMs = now();
      output.write(`${line}\n`);
    },
    clear() {
      if (isTerminal) output.write(ERASE_LINE);
    },
  };
}

/** How many of about so many are done, in words: `500 of about 2,000`. */
export function soManyOf(done: number, expected: number): string {
  return expected > done ? `${count(done)} of about ${count(expected)}` : count(done);
}

/** A number as people read it: `1,000,000`. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}
