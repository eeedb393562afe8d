import type { ResponseName } from '../../schemas/compiled/responses.ts';
import type { ErrorCode } from '../payouts/errors.ts';

/** Whom an endpoint is for: everybody, users who are affiliates, or admins. */
export type Access = 'everybody' | 'users' | 'admins';

/** What a token can be narrowed to by its `scope` claim. */
export type Scope = 'payouts:read' | 'payouts:write' | 'admin:read' | 'admin:write';

/**
 * One endpoint as data. The events of the HTTP API, the router and the description of the API are made from
 * it.
 */
export interface Route {
  /** The name of the function in the stack. Its builder has the same name behind `build`. */
  name: string;
  method: 'GET' | 'POST';
  path: `/${string}`;
  access: Access;
  /** `json` parses the body before it is validated, `csv` decodes it, `bytes` leaves that to the core. */
  reads: 'json' | 'csv' | 'bytes' | 'nothing';
  /** How many bytes a body may have, if not 16 KiB. */
  bodyLimit?: number;
  /** What it does, in a sentence for the documentation. */
  summary: string;
  success: Success;
  /** This endpoint's own errors. Those that follow from `access` and `reads` are added by `errorsOf`. */
  errors: readonly ErrorCode[];
}

/** How an endpoint answers when all is well: JSON in the envelope, by its schema's name, or a document. */
export type Success =
  | { status: 200 | 201; data: ResponseName }
  | { status: 200; type: 'application/pdf' | 'text/csv' };

/** A route, the file that exports it, without its extension, and the name of the schema of its requests. */
export interface EndpointRecord extends Route {
  file: string;
  request?: string;
}

/** What the chain needs to know of an endpoint. Not everything that stands in the chain is a route. */
export type EndpointFacts = Pick<Route, 'access' | 'reads'> & Partial<Route>;

const ERRORS_OF_ALL: readonly ErrorCode[] = ['payload_too_large', 'internal', 'try_again'];

const ERRORS_OF_ACCESS: Record<Access, readonly ErrorCode[]> = {
  everybody: [],
  users: ['unauthenticated', 'insufficient_scope', 'not_an_affiliate', 'affiliate_ambiguous'],
  admins: ['unauthenticated', 'admin_required', 'insufficient_scope'],
};

/** A stage in shadow refuses them all. */
const ERRORS_OF_WRITING: readonly ErrorCode[] = ['read_only'];

const ERRORS_OF_READING: Record<Route['reads'], readonly ErrorCode[]> = {
  json: ['invalid_json', 'invalid_request', 'unsupported_media_type'],
  csv: ['invalid_request', 'unsupported_media_type'],
  bytes: [],
  nothing: [],
};

/** The scope that a token needs for this endpoint, if it is narrowed at all. */
export function scopeOf({ access, method }: { access: Access; method: string }): Scope {
  return `${access === 'admins' ? 'admin' : 'payouts'}:${isRead(method) ? 'read' : 'write'}`;
}

/** Whether a method only reads. Everything else is a write, also a webhook, and a run's draft. */
export function isRead(method: string): boolean {
  return method === 'GET';
}

/** The errors that every endpoint can give that has these callers, this method, and this kind of body. */
export function sharedErrorsOf({ access, reads, method }: RouteKind): ErrorCode[] {
  const ofWriting = isRead(method) ? [] : ERRORS_OF_WRITING;
  return [...ERRORS_OF_ACCESS[access], ...ofWriting, ...ERRORS_OF_READING[reads], ...ERRORS_OF_ALL];
}

type RouteKind = Pick<Route, 'access' | 'reads' | 'method'>;

/** Every error that an endpoint can give. */
export function errorsOf(route: RouteKind & Pick<Route, 'errors'>): ErrorCode[] {
  return [...sharedErrorsOf(route), ...route.errors];
}
