import { readdir, readFile } from 'node:fs/promises';

/** All processes that this one has started, directly or not, read from Linux's /proc. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const everyone = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(everyone.map(parentOf));
  const childrenOf = (parent: number): number[] =>
    everyone
      .filter((_, place) => parents[place] === parent)
      .flatMap((child) => [child, ...childrenOf(child)]);
  return childrenOf(pid);
}

/** A zombie process counts as ended. */
export async function stillRunning(pids: number[]): Promise<number[]> {
  const states = await Promise.all(pids.map(async (pid) => (await statOf(pid))?.state ?? 'Z'));
  return pids.filter((_, place) => states[place] !== 'Z');
}

async function parentOf(pid: number): Promise<number | undefined> {
  return (await statOf(pid))?.parent;
}

/** The program's name, in parentheses, may contain anything; the fields after it are plain. */
async function statOf(pid: number): Promise<{ state: string; parent: number } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state && parent ? { state, parent: Number(parent) } : undefined;
}
