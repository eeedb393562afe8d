/** Where progress is written; a part of `process.stderr`. */
export interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a run is: one line that moves in a terminal, and a plain line now and then elsewhere. */
export interface Progress {
  /** So much of the seed's run is done. */
  show(seed: number, done: number, steps: number): void;
  /** Clears the line, before something else is printed. */
  clear(): void;
}

/** How many steps lie between two plain lines. */
const PLAIN_STEPS = 500;

const ERASE_LINE = '\r\u001b[K';

/** Progress on this output. */
export function createProgress(output: Output): Progress {
  const isTerminal = output.isTTY === true;
  return {
    show(seed, done, steps) {
      const line = `seed ${seed}: ${done} of ${steps} steps`;
      if (isTerminal) output.write(`${ERASE_LINE}${line}`);
      else if (done % PLAIN_STEPS === 0 && done < steps) output.write(`${line}\n`);
    },
    clear() {
      if (isTerminal) output.write(ERASE_LINE);
    },
  };
}
