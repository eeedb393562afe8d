import type { Access } from './access.ts';

/** One endpoint as data. The events of the HTTP API, the router and the description of the API are made from it. */
export interface Route {
  /** The name of the function in the stack. */
  name: string;
  method: 'GET' | 'POST';
  path: `/${string}`;
  access: Access;
  /** `json` parses the body before it is validated; `bytes` leaves it to the core to decode. */
  reads: 'json' | 'bytes' | 'nothing';
}
