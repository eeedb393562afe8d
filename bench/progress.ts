/** Where the parts of a benchmark tell how far they are; nowhere, unless someone listens. */
let listener: (line: string) => void = () => {};

/** Has everything that is told from now on go here. */
export function listenToProgress(show: (line: string) => void): void {
  listener = show;
}

/** Tells how far something is. */
export function tellProgress(line: string): void {
  listener(line);
}
