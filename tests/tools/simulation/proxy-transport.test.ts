import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../simulation/proxy/faults.ts';
import { startProxy } from '../../../simulation/proxy/server.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { countOf, countTogether, isStored, put, useProxy } from './use-proxy.ts';

const world = useWorld();
const proxied = useProxy(world);

/** Long enough for an answer to arrive, and short enough to wait for one that does not. */
const PATIENCE_MS = 500;

beforeAll(() => {
  const { requestHandler } = proxied.store.db.config;
  const handler = requestHandler as { updateHttpClientConfig?(name: string, value: number): void };
  handler.updateHttpClientConfig?.('requestTimeout', PATIENCE_MS);
});

let rows = 0;
const nextId = () => `aff-${++rows}`;

/** The error of a write whose every try has the fault, and the number of tries. */
async function writeUnder(fault: Fault) {
  const { proxy, store } = proxied;
  const id = nextId();
  proxy.plan(() => fault);
  const before = proxy.calls;
  const error = await put(store, id).then(
    () => 'none',
    ({ code, name }) => code ?? name,
  );
  await proxy.settled();
  return { error, tries: proxy.calls - before, stored: await isStored(world.store, id) };
}

describe('a write through the proxy', () => {
  it('succeeds without a fault', async () => {
    const id = nextId();
    await put(proxied.store, id);
    expect(await isStored(world.store, id)).toBe(true);
  });

  it.each<[Fault['kind'], string, boolean]>([
    ['drop_before', 'ECONNRESET', false],
    ['drop_after', 'ECONNRESET', true],
    ['truncate', 'ECONNRESET', true],
    ['hang', 'ETIMEDOUT', false],
    ['hang_after', 'ETIMEDOUT', true],
  ])('with the fault %s ends in %s, and was carried out: %s', async (kind, error, stored) => {
    expect(await writeUnder({ kind })).toStrictEqual({ error, tries: 3, stored });
  });

  it('is carried out after a delay', async () => {
    expect(await writeUnder({ kind: 'delay', ms: 5 })).toStrictEqual({
      error: 'none',
      tries: 1,
      stored: true,
    });
  });

  it('is carried out after a delay that is longer than its caller waits', async () => {
    expect(await writeUnder({ kind: 'delay', ms: 1000 })).toStrictEqual({
      error: 'ETIMEDOUT',
      tries: 3,
      stored: true,
    });
  });
});

describe('a transaction whose first answer is lost', () => {
  it.each(['drop_after', 'truncate', 'hang_after'] as const)(
    'is repeated and carried out once, with the fault %s',
    async (kind) => {
      const { proxy, store } = proxied;
      const id = nextId();
      const [calls, faults] = [proxy.calls, proxy.faults[kind] ?? 0];
      proxy.plan(({ number }) => (number === calls + 1 ? { kind } : undefined));
      await countTogether(store, id);
      expect(await countOf(world.store, id)).toBe(1);
      expect(proxy.faults[kind]).toBe(faults + 1);
    },
  );
});

describe('the proxy', () => {
  it('survives callers that disconnect in the middle of a request or do not speak HTTP', async () => {
    const { proxy, store } = proxied;
    for (const text of ['POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nhalf', 'hello\r\n\r\n']) {
      const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
      await new Promise((resolve) => socket.write(text, resolve));
      socket.destroy();
    }
    const id = nextId();
    await put(store, id);
    expect(await isStored(world.store, id)).toBe(true);
  });

  it('forwards a body that is not JSON, and the answer to it', async () => {
    const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem' };
    const [direct, passed] = await Promise.all(
      [`${world.settings.store.endpoint}`, proxied.proxy.url].map(async (url) => {
        const answer = await fetch(url, { method: 'POST', headers, body: '{"TableName":' });
        return { status: answer.status, text: await answer.text() };
      }),
    );
    expect(passed).toStrictEqual(direct);
  });

  it('can be closed while calls hang or wait', async () => {
    const proxy = await startProxy({
      target: `${world.settings.store.endpoint}`,
      faultFor: ({ number }) => (number % 2 ? { kind: 'hang' } : { kind: 'delay', ms: 60_000 }),
    });
    const ends = Promise.allSettled([fetch(proxy.url), fetch(proxy.url)]);
    while (proxy.calls < 2) await new Promise(setImmediate);
    await proxy.close();
    await proxy.close();
    await proxy.settled();
    expect((await ends).map(({ status }) => status)).toStrictEqual(['rejected', 'rejected']);
  });

  it('resets a connection if it cannot forward the call', async () => {
    const proxy = await startProxy({ target: 'http://127.0.0.1:1' });
    await expect(fetch(proxy.url)).rejects.toThrow('fetch failed');
    await proxy.close();
  });
});
