/** An alarm of the service's, and the payout or the affiliate that it names, if it names one. */
export interface Alarm {
  event: string;
  payoutId?: string;
  affiliateId?: string;
}

/** The service's log, of which only the alarms are kept, and what must not be in it. */
export interface Logs {
  leaks: string[];
  /** The alarms since the last time. */
  takeAlarms(): Alarm[];
  /** Lets the log go where it went before. */
  stop(): void;
}

/** A token, or an e-mail address. */
const SECRET = /\beyJ[\w-]+\.|@example\.com/;

/** Listens to the log from here on. */
export function listenToLogs(): Logs {
  const leaks: string[] = [];
  let alarms: Alarm[] = [];
  const listen = (line: unknown) => {
    const text = String(line);
    if (SECRET.test(text)) leaks.push(text);
    if (text.includes('"_aws"')) alarms.push(JSON.parse(text));
  };
  // biome-ignore lint/suspicious/noConsole: the log is what is listened to.
  const before = { info: console.info, warn: console.warn, error: console.error };
  const { write } = process.stdout;
  Object.assign(console, { info: listen, warn: listen, error: listen });
  // An alarm is not written by the console. What is no alarm is the report of whoever runs this.
  process.stdout.write = (text: string | Uint8Array) => {
    if (!String(text).includes('"_aws"')) return write.call(process.stdout, text);
    listen(text);
    return true;
  };
  return {
    leaks,
    takeAlarms() {
      const taken = alarms;
      alarms = [];
      return taken;
    },
    stop() {
      Object.assign(console, before);
      process.stdout.write = write;
    },
  };
}
