import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process, and what tells it from a later one that has got the same id. */
export interface ProcessRecord {
  pid: number;
  what: string;
  began: string;
}

/** What a running `npm start` has written down: itself, its ports, and the processes that it has started. */
export interface StartRecord {
  starter: ProcessRecord;
  ports: number[];
  children: ProcessRecord[];
}

/** How long a process may take to end by itself. */
export const END_MS = 5000;
const POLL_MS = 50;

/** What to write down of a process; undefined where there is no /proc, or if it has ended. */
export function recordOf(pid: number | undefined, what: string): ProcessRecord | undefined {
  const began = pid && beganAt(pid);
  return began ? { pid, what, began } : undefined;
}

/**
 * Ends what killed starts have left running, and forgets their records. A process is ended only if it is
 * still the one that was written down; a start that still runs keeps its own.
 */
export async function endOrphans(folder: string): Promise<ProcessRecord[]> {
  const killed = recordsIn(folder).filter(({ record }) => !isRunning(record.starter));
  const orphans = killed.flatMap(({ record }) => record.children).filter(isRunning);
  await Promise.all(orphans.map(end));
  for (const { file } of killed) rmSync(file, { force: true });
  return orphans;
}

/** The start of this folder that still runs and has this port, if there is one. */
export function starterAt(folder: string, port: number): ProcessRecord | undefined {
  const records = recordsIn(folder).map(({ record }) => record);
  return records.find(({ starter, ports }) => ports.includes(port) && isRunning(starter))?.starter;
}

function recordsIn(folder: string): { file: string; record: StartRecord }[] {
  const names = list(folder).filter((name) => name.endsWith('.json'));
  return names.flatMap((name) => {
    const file = join(folder, name);
    const record = readRecord(file);
    return record ? [{ file, record }] : [];
  });
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A start that was killed while it wrote leaves half a record, which names nobody. */
function readRecord(file: string): StartRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isRunning({ pid, began }: ProcessRecord): boolean {
  return beganAt(pid) === began;
}

async function end(process_: ProcessRecord): Promise<void> {
  const deadline = Date.now() + END_MS;
  signal(process_, 'SIGTERM');
  while (isRunning(process_)) {
    if (Date.now() > deadline) signal(process_, 'SIGKILL');
    await sleep(POLL_MS);
  }
}

function signal({ pid }: ProcessRecord, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended.
  }
}

/**
 * Which boot, and how many ticks after it the process began, by Linux's /proc. The program's name, in
 * parentheses, may contain anything; the fields after it are plain. A zombie has ended.
 */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return state === 'Z' ? undefined : `${boot} ${fields[18]}`;
  } catch {
    return undefined;
  }
}
