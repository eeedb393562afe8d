import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../../libs/runtime/settings.ts';
import { openStore, type Store } from '../../../libs/store/engine/client.ts';
import { transact } from '../../../libs/store/engine/transaction.ts';
import { ENVIRONMENT } from '../../../testing/world.ts';

/** Longer than a call of the database may take. */
const TOO_LONG_MS = 4000;

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** A store on a database whose first answer comes late, and whose others come at once. */
async function onceSlow(): Promise<Store> {
  let calls = 0;
  const server: Server = createServer(async (incoming, response) => {
    const isFirst = ++calls === 1;
    incoming.resume();
    if (isFirst) await sleep(TOO_LONG_MS);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify({ Item: { name: { S: isFirst ? 'late' : 'in time' } } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return openStore(readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` }).store);
}

describe.concurrent('a call that the database does not answer in time', () => {
  it('is given up and made again if it reads', async () => {
    const { db, tables } = await onceSlow();
    const { Item } = await db.send(new GetCommand({ TableName: tables.payouts, Key: { payout_id: 'p' } }));
    expect(Item).toStrictEqual({ name: 'in time' });
  });

  it('is given up, and has an unknown outcome, if it writes', async () => {
    const store = await onceSlow();
    const Delete = { TableName: store.tables.payouts, Key: { payout_id: 'p' } };
    await expect(transact(store, [{ Delete }])).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
