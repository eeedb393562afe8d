import type { ApiHandler } from '../libs/http/event.ts';
import type { PayoutStatus } from '../libs/payouts/payout.ts';
import type { TestRequest } from './call.ts';
import type { Asked } from './lifecycle.ts';
import type { World } from './world.ts';

/** A request that is wrong in one way. A caller who may not call must not learn of it. */
export interface BadRequest {
  what: string;
  facts: TestRequest;
}

/** An endpoint that needs a token, and a request that succeeds for a caller who may call it. */
export interface Endpoint {
  /** Method and path, and in parentheses what distinguishes two rows of one endpoint. */
  name: string;
  build: (world: World) => ApiHandler;
  /** The status that a payout must have for the request to succeed. */
  status: PayoutStatus;
  /** The status that a run of the payout must have, which has the payout's id, if it is about one. */
  run?: 'draft' | 'confirmed';
  /** Body and query of a request about this payout. */
  facts: (asked: Asked) => TestRequest;
  badRequests: BadRequest[];
}

export const badQuery = (...names: string[]): BadRequest[] =>
  names.map((name) => ({ what: `an empty ${name} in the query`, facts: { query: { [name]: '' } } }));

export const badBody = (body: unknown): BadRequest[] => [
  { what: 'a body that is too large', facts: { body: ' '.repeat(16_385) } },
  { what: 'a body of another type', facts: { body: 'a=1', headers: { 'content-type': 'text/plain' } } },
  { what: 'a body that is not JSON', facts: { body: '{' } },
  { what: 'a body that is not valid', facts: { body } },
];

export const badKey = { what: 'an empty Idempotency-Key', facts: { headers: { 'idempotency-key': '' } } };
export const unknownPayout = {
  what: 'a payout that does not exist',
  facts: { params: { payout_id: 'none' } },
};
export const unknownItem = {
  what: 'a payout in the body that does not exist',
  facts: { body: { items: [{ payout_id: 'none', action: 'start' }] } },
};

export const read = (name: string, build: Endpoint['build'], ...badRequests: BadRequest[]): Endpoint => ({
  name,
  build,
  status: 'completed',
  facts: () => ({}),
  badRequests,
});
