import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { answerBeforeEnd, type Runner } from '../../../local/offline/answer-before-end.ts';

const FILE = 'lambda/handler-runner/worker-thread-runner/WorkerThreadRunner.js';

it('a function that is built anew answers the call that it is at', async () => {
  const { default: WorkerThreadRunner } = await import(
    new URL(FILE, import.meta.resolve('serverless-offline')).href
  );
  answerBeforeEnd(WorkerThreadRunner.prototype);
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  // The second step comes only after the thread was told to end.
  const handler = `exports.handler = async () => {
    await new Promise((done) => setTimeout(done, 200));
    return 'answered';
  };`;
  await writeFile(join(folder, 'slow.cjs'), handler);
  const options = { codeDir: folder, functionKey: 'slow', handler: 'slow.handler', servicePath: folder };
  const runner: Runner = new WorkerThreadRunner({ ...options, timeout: 5000 }, {});
  const answer = runner.run({}, {});
  await Promise.all([runner.cleanup(), expect(answer).resolves.toBe('answered')]);
}, 60_000);
