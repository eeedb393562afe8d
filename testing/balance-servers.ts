import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { call } from './call.ts';
import { inShadow } from './shadow.ts';
import type { World } from './world.ts';

/** Has a listener answer on a free port, until it is closed. */
export async function serve(listener: RequestListener): Promise<{ url: string; close: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((listen) => server.listen(0, '127.0.0.1', listen));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Balances as a shadow answers them, whatever the path. */
export function shadowBalances(world: World): RequestListener {
  const getBalance = buildGetBalance(inShadow(world));
  return async ({ headers: { authorization = '' } }, response) => {
    const { status, text } = await call(getBalance, { headers: { authorization } });
    response.writeHead(status).end(text);
  };
}
