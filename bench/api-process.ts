import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { buildRouter } from '../functions/router.ts';
import { readSettings } from '../libs/runtime/settings.ts';
import { openStore } from '../libs/store/engine/client.ts';
import { contextOf, eventOf } from '../testing/call.ts';
import { withClient } from '../testing/client.ts';
import { ENVIRONMENT } from '../testing/world.ts';
import { dropLogLines } from './silence-log.ts';

/** What the API's process has sent to the database since it was last asked. */
export interface DatabaseCounts {
  transactions: number;
  conflicts: number;
}

/**
 * The whole API over HTTP, on the database at the address that is the first argument. It tells its port to
 * its parent.
 */
async function main(endpoint: string): Promise<void> {
  dropLogLines();
  const settings = readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: endpoint });
  const bare = { settings, now: () => new Date().toISOString(), newId: randomUUID };
  let counts = { transactions: 0, conflicts: 0 };
  const store = withClient({ ...bare, store: openStore(settings.store) }, async (name, send) => {
    if (name === 'TransactWriteItemsCommand') counts.transactions += 1;
    try {
      return await send();
    } catch (error) {
      if (isConflict(error)) counts.conflicts += 1;
      throw error;
    }
  });
  process.on('message', () => {
    process.send?.(counts);
    counts = { transactions: 0, conflicts: 0 };
  });
  // There is no parent left to ask it anything.
  process.on('disconnect', () => process.exit());
  const handler = buildRouter({ ...bare, store });
  const server = createServer((request, response) => answer(handler, request, response)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  process.send?.(server.address());
}

function isConflict(error: unknown): boolean {
  const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
  return reasons?.some(({ Code }) => Code === 'TransactionConflict') ?? false;
}

async function answer(
  handler: ReturnType<typeof buildRouter>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = request;
  const headers = request.headers as Record<string, string>;
  const event = eventOf({ method, path, headers, body: await text(request) });
  const { statusCode, headers: sent, body } = await handler(event, contextOf());
  response.writeHead(statusCode, sent).end(body);
}

await main(process.argv[2] ?? '');
