export type { PayoutExport } from './answer.ts';
export type {
  AdminAffiliatesOperations,
  AdminPayoutsOperations,
  AdminRunsOperations,
  ImportOptions,
  PayoutsClient,
  PayoutsOperations,
  RequestOptions,
} from './client.ts';
export type * from './compiled/types.ts';
export { createClient } from './create-client.ts';
export { type ClientErrorCode, type ErrorCode, PayoutsApiError } from './error.ts';
export type { Sleep } from './retry.ts';
export type { CallOptions, ClientOptions } from './send.ts';
export type { TokenSource } from './token.ts';
