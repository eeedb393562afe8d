import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import jwt from 'jsonwebtoken';
import type { Store } from '../libs/store/engine/client.ts';
import { oldJudgement, oldPut, oldSetStatus } from '../simulation/old-functions.ts';
import { oldBalance } from './old-balance.ts';

type Answer = [status: number, body: object];

const STATUS_PATH = /^\/payouts\/([^/]+)\/status$/;

/**
 * The two old functions behind one address: the first sums, checks and puts, and the second sets a status. It
 * believes every token. What goes wrong is a 500, as Lambda answers it.
 */
export function oldListener(store: Store): RequestListener {
  return (request, response) => {
    answerOf(store, request)
      .catch((): Answer => [500, { message: 'Internal Server Error' }])
      .then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  };
}

async function answerOf(store: Store, request: IncomingMessage): Promise<Answer> {
  const { method, url = '' } = request;
  if (method === 'GET' && url === '/payouts/balance') {
    return [200, { data: { balance: await oldBalance(store, userIn(request)) } }];
  }
  if (method !== 'POST') return [404, { message: 'Not Found' }];
  const body = JSON.parse(await text(request));
  if (url === '/payouts/request') return requestPayout(store, userIn(request), body.amount);
  const [, payoutId] = STATUS_PATH.exec(url) ?? [];
  if (payoutId === undefined) return [404, { message: 'Not Found' }];
  return setStatus(store, payoutId, body);
}

function userIn({ headers }: IncomingMessage): string {
  const token = String(headers.authorization).replace('Bearer ', '');
  return (jwt.decode(token) as { user_id: string }).user_id;
}

async function requestPayout(store: Store, userId: string, amount: number): Promise<Answer> {
  const query = {
    TableName: store.tables.affiliates,
    IndexName: 'user-affiliate-index',
    KeyConditionExpression: 'user_id = :user',
    ExpressionAttributeValues: { ':user': userId },
  };
  const { Items: [affiliate] = [] } = await store.db.send(new QueryCommand(query));
  if (!affiliate) return [404, { message: 'No such affiliate.' }];
  const { affiliate_id, total_earned, payment_method, payment_email } = affiliate;
  if (!(await oldJudgement(store, affiliate_id, amount, Number(total_earned)))) {
    return [400, { message: 'The balance is too small.' }];
  }
  const payout = {
    payout_id: randomUUID(),
    affiliate_id,
    amount,
    status: 'pending',
    payment_method,
    payment_email,
    requested_at: new Date().toISOString(),
  };
  await oldPut(store, payout);
  return [201, { data: { payout } }];
}

async function setStatus(
  store: Store,
  payoutId: string,
  { status, transaction_id }: { status: string; transaction_id?: string },
): Promise<Answer> {
  const isEnd = status === 'completed' || status === 'failed';
  const isSet = await oldSetStatus(store, payoutId, {
    status,
    ...(isEnd && { endedAt: new Date().toISOString() }),
    ...(transaction_id !== undefined && { transactionId: transaction_id }),
  });
  return isSet ? [200, { data: { payout_id: payoutId, status } }] : [409, { message: 'Not this one.' }];
}
