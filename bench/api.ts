import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DatabaseCounts } from './api-process.ts';

/** The API over HTTP, in its own process. */
export interface Api {
  port: number;
  /** What was sent to the database since the last time. */
  takeCounts: () => Promise<DatabaseCounts>;
  close: () => void;
}

/** Starts the API on the database at this address. */
export async function startApi(endpoint: string): Promise<Api> {
  const child = fork(join(import.meta.dirname, 'api-process.ts'), [endpoint]);
  const exited = once(child, 'exit').then(() => {
    throw new Error('The process of the API has ended.');
  });
  // If nothing waits for a message, the end of the process is not an unhandled rejection.
  exited.catch(() => {});
  const message = async () => (await Promise.race([once(child, 'message'), exited]))[0];
  const { port } = (await message()) as { port: number };
  return {
    port,
    takeCounts: () => {
      const counts = message();
      child.send('counts');
      return counts as Promise<DatabaseCounts>;
    },
    close: () => child.kill(),
  };
}
