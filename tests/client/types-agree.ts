import type { FromSchema } from 'json-schema-to-ts';
import type {
  AdminPayoutQuery,
  ErrorDetails,
  Instruction,
  PayoutInstruction,
  PayoutOnBehalf,
  PayoutQuery,
  PayoutRequest,
  PayoutsClient,
  ProcessResults,
  RunConfirmation,
  RunQuery,
  RunRequest,
} from '../../client/index.ts';
import type { ROUTES } from '../../functions/routes.ts';
import type { RESPONSES, ResponseName } from '../../schemas/compiled/responses.ts';
import type { Request as ConfirmRun } from '../../schemas/requests/confirm-run.ts';
import type { Request as CreateRun } from '../../schemas/requests/create-run.ts';
import type { Request as ListAll } from '../../schemas/requests/list-all-payouts.ts';
import type { Request as List } from '../../schemas/requests/list-payouts.ts';
import type { Request as ListRuns } from '../../schemas/requests/list-runs.ts';
import type { Request as OneInstruction } from '../../schemas/requests/process-payout.ts';
import type { Request as ManyInstructions } from '../../schemas/requests/process-payouts.ts';
import type { Request as OnBehalf } from '../../schemas/requests/request-on-behalf.ts';
import type { Request as OneRequest } from '../../schemas/requests/request-payout.ts';
import type { DetailsByCode } from '../../schemas/responses/error.ts';

type Routes = typeof ROUTES;
type Answers = typeof RESPONSES;

/** What a route answers in `data`, as its schema is inferred. */
type Data<Name extends keyof Routes> = Routes[Name]['success'] extends {
  data: infer Schema extends ResponseName;
}
  ? FromSchema<Answers[Schema]>
  : never;

/** What an operation of the client gives. */
// biome-ignore lint/suspicious/noExplicitAny: of a function with any parameters.
type Given<Operation extends (...call: any) => Promise<unknown>> = Awaited<ReturnType<Operation>>;

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

type Payouts = PayoutsClient['payouts'];
type Admin = PayoutsClient['admin'];

/**
 * The types of the client are printed from the schemas, and those of the service are inferred from them. `npm
 * run types` fails here if they differ, or if an operation promises something else than its route answers.
 */
export const AGREE: {
  request: Same<Given<Payouts['request']>, Data<'requestPayout'>['payout']>;
  requestMany: Same<Given<Payouts['requestMany']>, Data<'requestBulk'>>;
  list: Same<Given<Payouts['list']>, Data<'listPayouts'>>;
  balance: Same<Given<Payouts['balance']>, Data<'getBalance'>['balance']>;
  eligibility: Same<Given<Payouts['eligibility']>, Data<'getEligibility'>['eligibility']>;
  get: Same<Given<Payouts['get']>, Data<'getPayout'>['payout']>;
  cancel: Same<Given<Payouts['cancel']>, Data<'cancelPayout'>['payout']>;
  listAll: Same<Given<Admin['payouts']['list']>, Data<'listAllPayouts'>>;
  getAny: Same<Given<Admin['payouts']['get']>, Data<'getAnyPayout'>['payout']>;
  requestOnBehalf: Same<Given<Admin['payouts']['request']>, Data<'requestOnBehalf'>['payout']>;
  process: Same<Given<Admin['payouts']['process']>, Data<'processPayout'>['payout']>;
  processMany: Same<keyof Given<Admin['payouts']['processMany']>, keyof Data<'processPayouts'>>;
  summary: Same<Given<Admin['summary']>, Data<'getSummary'>['summary']>;
  affiliate: Same<Given<Admin['affiliates']['get']>, Data<'getAffiliate'>['affiliate']>;
  payoutOnBehalf: Same<PayoutOnBehalf, OnBehalf['body']>;
  createRun: Same<Given<Admin['runs']['create']>, Data<'createRun'>>;
  listRuns: Same<Given<Admin['runs']['list']>, Data<'listRuns'>>;
  getRun: Same<Given<Admin['runs']['get']>, Data<'getRun'>['run']>;
  confirmRun: Same<Given<Admin['runs']['confirm']>, Data<'confirmRun'>['run']>;
  runResults: Same<keyof Given<Admin['runs']['importResult']>, keyof Data<'importRunResult'>>;
  runRequest: Same<RunRequest, CreateRun['body']>;
  runConfirmation: Same<RunConfirmation, ConfirmRun['body']>;
  runQuery: Same<keyof RunQuery, keyof ListRuns['query']>;
  payoutRequest: Same<PayoutRequest, OneRequest['body']>;
  instruction: Same<Instruction, OneInstruction['body']>;
  instructions: Same<PayoutInstruction, ManyInstructions['body']['items'][number]>;
  query: Same<keyof PayoutQuery, keyof List['query']>;
  adminQuery: Same<keyof AdminPayoutQuery, keyof ListAll['query']>;
  errorDetails: Same<ErrorDetails, DetailsByCode>;
  resultErrors: Same<
    Extract<ProcessResults['results'][number], { success: false }>['error']['code'],
    keyof DetailsByCode
  >;
} = {
  request: true,
  requestMany: true,
  list: true,
  balance: true,
  eligibility: true,
  get: true,
  cancel: true,
  listAll: true,
  getAny: true,
  requestOnBehalf: true,
  process: true,
  processMany: true,
  summary: true,
  affiliate: true,
  payoutOnBehalf: true,
  createRun: true,
  listRuns: true,
  getRun: true,
  confirmRun: true,
  runResults: true,
  runRequest: true,
  runConfirmation: true,
  runQuery: true,
  payoutRequest: true,
  instruction: true,
  instructions: true,
  query: true,
  adminQuery: true,
  errorDetails: true,
  resultErrors: true,
};
