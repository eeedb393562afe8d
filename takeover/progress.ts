/** Where progress is written; a part of `process.stderr`. */
export interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a run is: one line that moves in a terminal, and a plain line for each tenth elsewhere. */
export interface Progress {
  show(stage: string, done: number): void;
  /** Clears the line, before something else is printed. */
  clear(): void;
}

const ERASE_LINE = '\r\u001b[K';

/** Progress on this output, of about so many records. */
export function createProgress(output: Output, expected: () => number): Progress {
  const isTerminal = output.isTTY === true;
  let tenths = 0;
  return {
    show(stage, done) {
      const whole = Math.max(expected(), done);
      const ofAll = whole > done ? ` of about ${count(whole)}` : '';
      const line = `${stage}: ${count(done)}${ofAll} records`;
      const reached = Math.floor((done / Math.max(1, whole)) * 10);
      if (isTerminal) output.write(`${ERASE_LINE}${line}`);
      else if (reached > tenths) output.write(`${line}\n`);
      tenths = reached;
    },
    clear() {
      if (isTerminal) output.write(ERASE_LINE);
    },
  };
}

/** A number as people read it: `1,000,000`. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}
