import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { END_MS, type ProcessRecord, recordOf, type StartRecord } from './orphans.ts';

/** The processes of one `npm start`. */
export interface Children {
  /** The file that they write to, as a descriptor and as a person names it. */
  log: number;
  logFile: string;
  /** Writes it down, so that a later start finds it if this one is killed. */
  add: (what: string, child: ChildProcess) => ChildProcess;
  /** Rejects when one of those that are needed has ended: nothing runs on alone. */
  need: (what: string, child: ChildProcess) => ChildProcess;
  fallen: Promise<never>;
  /** The last lines of the log. */
  lastWords: () => string;
  endAll: () => Promise<void>;
}

const LAST_LINES = 10;

/** No children yet. Their log and their record are files of this folder, named by the first port. */
export function createChildren(folder: string, ports: number[], root: string): Children {
  mkdirSync(join(root, folder), { recursive: true });
  const [logFile, recordFile] = ['log', 'json'].map((ending) => join(folder, `${ports[0]}.${ending}`)) as [
    string,
    string,
  ];
  const log = openSync(join(root, logFile), 'w');
  const { promise: fallen, reject } = Promise.withResolvers<never>();
  fallen.catch(() => {});
  const starter = recordOf(process.pid, 'npm start');
  const running: ChildProcess[] = [];
  const records: ProcessRecord[] = [];

  function add(what: string, child: ChildProcess): ChildProcess {
    running.push(child);
    const record = recordOf(child.pid, what);
    if (record) records.push(record);
    if (starter) write({ starter, ports, children: records });
    return child;
  }

  function write(record: StartRecord): void {
    writeFileSync(join(root, recordFile), JSON.stringify(record));
  }

  return {
    log,
    logFile,
    fallen,
    add,
    need(what, child) {
      child.once('exit', () => reject(new Error(`${what} ended.`)));
      return add(what, child);
    },
    lastWords() {
      const lines = readFileSync(join(root, logFile), 'utf8').split('\n');
      const last = lines.filter((line) => line.trim()).slice(-LAST_LINES);
      return last.map((line) => `${line}\n`).join('');
    },
    async endAll() {
      await Promise.all(running.map(end));
      rmSync(join(root, recordFile), { force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const impatience = setTimeout(() => child.kill('SIGKILL'), END_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(impatience);
}
