import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
/** Some seconds suffice; a machine that is busy may take minutes. Whoever waits can stop. */
const PATIENCE_MS = 600_000;

/** A free port of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Whether a server listens on the port, on either loopback address. */
export async function isBusy(port: number): Promise<boolean> {
  const answers = await Promise.all([canConnect('127.0.0.1', port), canConnect('::1', port)]);
  return answers.includes(true);
}

/**
 * Waits until the port answers.
 * @throws Error if the process that should listen ends first, or takes more than ten minutes
 */
export async function listening(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isBusy(port))) {
    if (child.exitCode !== null)
      throw new Error(`${child.spawnfile} ended before it listened on port ${port}.`);
    if (Date.now() > deadline) throw new Error(`Nothing listens on port ${port} after ten minutes.`);
    await sleep(POLL_MS);
  }
}

/** Waits until nothing listens on these ports, or the time is over. */
export async function untilFree(ports: number[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && (await Promise.all(ports.map(isBusy))).includes(true)) await sleep(POLL_MS);
}

async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  const answer = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
}
