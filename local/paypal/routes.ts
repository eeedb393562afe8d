import { type Answer, refusal, unknownResource } from './answers.ts';
import { addBatch, type Batch, type Change, findOccupant, type Ledger, moveItem } from './batches.ts';
import type { Certificate } from './certificate.ts';
import { complaintsAbout, type PayoutsRequest } from './payouts-request.ts';
import type { Call } from './simulator.ts';
import type { Tokens } from './tokens.ts';
import { batchLink, showBatch, showCreated, showItem } from './views.ts';

/** A call that came in. */
export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  body: string;
}

/** What the answers are made of. */
export interface Paypal {
  url: string;
  ledger: Ledger;
  tokens: Tokens;
  certificate: Certificate;
  now(): number;
  /** Called with each batch that was accepted. */
  onCreated(batch: Batch): void;
  /** Called with what a caller has moved. */
  onChange(change: Change): void;
}

interface Route {
  name: Call['on'];
  method: string;
  path: RegExp;
  answer(paypal: Paypal, request: Request, id: string): Answer;
}

const ROUTES: Route[] = [
  { name: 'token', method: 'POST', path: /^\/v1\/oauth2\/token$/, answer: answerToken },
  { name: 'certificate', method: 'GET', path: /^\/certs\/([^/]+)\.pem$/, answer: answerCertificate },
  { name: 'create', method: 'POST', path: /^\/v1\/payments\/payouts$/, answer: answerCreate },
  { name: 'batch', method: 'GET', path: /^\/v1\/payments\/payouts\/([^/]+)$/, answer: answerBatch },
  { name: 'item', method: 'GET', path: /^\/v1\/payments\/payouts-item\/([^/]+)$/, answer: answerItem },
  {
    name: 'cancel',
    method: 'POST',
    path: /^\/v1\/payments\/payouts-item\/([^/]+)\/cancel$/,
    answer: answerCancel,
  },
];
const WITHOUT_TOKEN: Call['on'][] = ['token', 'certificate'];

/** Which of PayPal's calls this is. */
export function callNameOf(request: Request): Call['on'] {
  return routeOf(request)?.name ?? 'other';
}

/** Does what the call asks, and answers as PayPal does. */
export function answerCall(paypal: Paypal, request: Request): Answer {
  const route = routeOf(request);
  if (!(route && WITHOUT_TOKEN.includes(route.name)) && !paypal.tokens.admits(request.authorization)) {
    const message = 'Authentication failed due to invalid authentication credentials or a missing header.';
    return refusal(401, 'AUTHENTICATION_FAILURE', message);
  }
  if (!route) return refusal(404, 'RESOURCE_NOT_FOUND', 'The specified resource does not exist.');
  return route.answer(paypal, request, route.path.exec(request.path)?.[1] ?? '');
}

function routeOf({ method, path }: Request): Route | undefined {
  return ROUTES.find((route) => route.method === method && route.path.test(path));
}

function answerToken({ tokens }: Paypal, { authorization, body }: Request): Answer {
  return tokens.answer(authorization, body);
}

function answerCertificate({ certificate }: Paypal, _request: Request, id: string): Answer {
  return id === certificate.id ? { status: 200, body: certificate.pem } : unknownResource();
}

function answerCreate(paypal: Paypal, { body }: Request): Answer {
  const wanted = parse(body);
  if (wanted === undefined) {
    return refusal(400, 'MALFORMED_REQUEST', 'The request JSON is not well formed.');
  }
  const complaints = complaintsAbout(wanted);
  if (complaints.length > 0) {
    return refusal(400, 'VALIDATION_ERROR', 'Invalid request - see details.', complaints);
  }
  const request = wanted as PayoutsRequest;
  const { ledger, url } = paypal;
  const occupant = findOccupant(ledger, request.sender_batch_header.sender_batch_id, paypal.now());
  if (occupant) return alreadyExists(occupant, url);
  const batch = addBatch(ledger, request, paypal.now());
  const answer = { status: 201, body: showCreated(batch, url) };
  paypal.onCreated(batch);
  return answer;
}

function answerBatch({ ledger, url }: Paypal, { query }: Request, id: string): Answer {
  const batch = ledger.batches.get(id);
  return batch ? { status: 200, body: showBatch(batch, url, query) } : unknownResource();
}

function answerItem({ ledger, url }: Paypal, _request: Request, id: string): Answer {
  const item = ledger.items.get(id);
  const batch = item && ledger.batches.get(item.batchId);
  return item && batch ? { status: 200, body: showItem(item, batch, url) } : unknownResource();
}

function answerCancel(paypal: Paypal, request: Request, id: string): Answer {
  const item = paypal.ledger.items.get(id);
  if (!item) return unknownResource();
  if (item.status !== 'UNCLAIMED') {
    return refusal(400, 'ITEM_CANCELLATION_FAILED', 'Only an unclaimed item can be cancelled.');
  }
  moveItem(item, 'RETURNED', paypal.now());
  paypal.onChange({ item, wasCanceled: true });
  return answerItem(paypal, request, id);
}

function alreadyExists(batch: Batch, url: string): Answer {
  const issue = 'Batch with given sender_batch_id already exists';
  return refusal(400, 'USER_BUSINESS_ERROR', 'User business error.', [
    { field: 'SENDER_BATCH_ID', location: 'body', issue, link: [batchLink(batch, url)] },
  ]);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
