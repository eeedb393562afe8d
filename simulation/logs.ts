/** The service's log, of which only what must not be in it is kept. */
export interface Logs {
  leaks: string[];
  /** Gives the log back to whoever had it. */
  stop(): void;
}

/** A token, or an address of somebody. */
const SECRET = /\beyJ[\w-]+\.|@example\.com/;

/** Listens to the log from here on, in place of whoever does. */
export function listenToLogs(): Logs {
  const leaks: string[] = [];
  const listen = (line: unknown) => {
    if (SECRET.test(String(line))) leaks.push(String(line));
  };
  // biome-ignore lint/suspicious/noConsole: the log is what is listened to.
  const before = { info: console.info, warn: console.warn, error: console.error };
  Object.assign(console, { info: listen, warn: listen, error: listen });
  return { leaks, stop: () => void Object.assign(console, before) };
}
