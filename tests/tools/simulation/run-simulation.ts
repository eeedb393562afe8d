import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** Where the service's code is. */
export const ROOT = join(import.meta.dirname, '../../..');

/** Only for what hangs, as the limit of every test is: on a busy machine, these take minutes. */
export const SIMULATION_MS = 900_000;

/** How the command ended, and what it printed, without how far it was meanwhile. */
export interface Ending {
  exitCode: number;
  printed: string;
}

/** Runs `npm run simulate` with these arguments, and with a planted fault if one is named. */
export function runSimulation(args: string[], fault?: string): Promise<Ending> {
  const planting = fault === undefined ? [] : ['--import', join(import.meta.dirname, 'plant-fault.ts')];
  const command = [...planting, join(ROOT, 'simulation/main.ts'), ...args];
  const env = { ...process.env, ...(fault !== undefined && { PLANT: fault }) };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env, maxBuffer: 2 ** 26 }, (error, stdout) =>
      resolve({ exitCode: error ? Number(error.code) : 0, printed: stdout }),
    );
  });
}
