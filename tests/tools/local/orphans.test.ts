import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { endOrphans, type ProcessRecord, recordOf, starterAt } from '../../../local/orphans.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starts-'));
  return () => rm(folder, { recursive: true });
});

/** A process that does nothing, and what is written down of it. */
async function idle(): Promise<{ child: ChildProcess; record: ProcessRecord }> {
  const child = spawn('sleep', ['300']);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'spawn');
  return { child, record: recordOf(child.pid, 'the database') as ProcessRecord };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/** The record of a start. @returns its file */
function write(starter: ProcessRecord, children: ProcessRecord[]): string {
  const file = join(folder, '3000.json');
  writeFileSync(file, JSON.stringify({ starter, ports: [3000, 8000], children }));
  return file;
}

/** A start that was killed: its id is another one's by now. */
const killed = () => ({ ...(recordOf(process.pid, 'npm start') as ProcessRecord), began: 'earlier' });

describe('O8: what a killed start has left running', () => {
  it('is ended and named, and its record is forgotten', async () => {
    const { child, record } = await idle();
    const file = write(killed(), [record]);
    const ended = once(child, 'exit');
    expect(await endOrphans(folder)).toStrictEqual([record]);
    expect((await ended)[1]).toBe('SIGTERM');
    expect(existsSync(file)).toBe(false);
  });

  it('is ended also if it does not want to', async () => {
    const child = spawn(process.execPath, [
      '-e',
      "process.on('SIGTERM', () => {}); console.log(); setInterval(() => {}, 1000)",
    ]);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await once(child.stdout, 'data');
    const ended = once(child, 'exit');
    write(killed(), [recordOf(child.pid, 'stubborn') as ProcessRecord]);
    await endOrphans(folder);
    expect((await ended)[1]).toBe('SIGKILL');
  });

  it('is left alone if its id belongs to another process by now', async () => {
    const { child, record } = await idle();
    write(killed(), [{ ...record, began: `${record.began}0` }]);
    expect(await endOrphans(folder)).toStrictEqual([]);
    expect(isRunning(child)).toBe(true);
  });

  it('is left alone while its start runs, which is named by its port', async () => {
    const { child, record } = await idle();
    const starter = recordOf(process.pid, 'npm start') as ProcessRecord;
    const file = write(starter, [record]);
    expect(await endOrphans(folder)).toStrictEqual([]);
    expect(isRunning(child)).toBe(true);
    expect(existsSync(file)).toBe(true);
    expect(starterAt(folder, 8000)).toStrictEqual(starter);
    expect(starterAt(folder, 8001)).toBeUndefined();
  });

  it('is nothing if there was no start, or one that was killed while it wrote', async () => {
    expect(await endOrphans(join(folder, 'none'))).toStrictEqual([]);
    writeFileSync(join(folder, '3000.json'), '{"starter":');
    expect(await endOrphans(folder)).toStrictEqual([]);
  });
});
