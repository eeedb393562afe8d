import { join } from 'node:path';
import { balance } from '../parts/balance.ts';
import { amountInQuery, limit, payoutStatus, payoutStatuses, rowLimit } from '../parts/fields.ts';
import {
  adminPayout,
  adminPayoutWithHistory,
  historyEntry,
  payout,
  payoutWithHistory,
  requestedOnBehalf,
  requestedPayout,
} from '../parts/payout.ts';
import { leftOut, run, runPayout, runSummary, runWarning } from '../parts/run.ts';
import { body as confirmation } from '../requests/confirm-run.ts';
import { body as runRequest } from '../requests/create-run.ts';
import { query as adminExportQuery } from '../requests/export-all-payouts.ts';
import { query as exportQuery } from '../requests/export-payouts.ts';
import { query as eligibilityQuery } from '../requests/get-eligibility.ts';
import { query as adminListQuery } from '../requests/list-all-payouts.ts';
import { query as listQuery } from '../requests/list-payouts.ts';
import { query as runQuery } from '../requests/list-runs.ts';
import { body as instruction } from '../requests/process-payout.ts';
import { body as instructions } from '../requests/process-payouts.ts';
import { body as payoutOnBehalf } from '../requests/request-on-behalf.ts';
import { body as payoutRequest } from '../requests/request-payout.ts';
import { data as adminPayoutPage } from '../responses/admin-payout-page.ts';
import { data as affiliate } from '../responses/affiliate.ts';
import { data as createdRun } from '../responses/created-run.ts';
import { data as eligibility } from '../responses/eligibility.ts';
import { ERROR_DETAILS } from '../responses/error.ts';
import { data as payoutPage } from '../responses/payout-page.ts';
import { data as processResults } from '../responses/process-results.ts';
import { data as requestedPayouts } from '../responses/requested-payouts.ts';
import { data as runPage } from '../responses/run-page.ts';
import { data as runResults } from '../responses/run-results.ts';
import { summary } from '../responses/summary.ts';
import { declareType, type JsonSchema, type Names, printType } from './print-type.ts';
import { writeIfChanged } from './write.ts';

const FILE = join(import.meta.dirname, '../../client/compiled/types.ts');

const processResult = processResults.properties.results.items;

/** The types of the client, by the names that its users know them by. */
const TYPES: Record<string, JsonSchema> = {
  PayoutStatus: payoutStatus,
  PayoutRequest: payoutRequest,
  RequestedPayout: requestedPayout,
  RequestedPayouts: requestedPayouts,
  HistoryEntry: historyEntry,
  Payout: payout,
  PayoutWithHistory: payoutWithHistory,
  PayoutPage: payoutPage,
  PayoutQuery: listQuery,
  PayoutExportQuery: exportQuery,
  Balance: balance,
  Eligibility: eligibility.properties.eligibility,
  EligibilityQuery: eligibilityQuery,
  AdminPayout: adminPayout,
  AdminPayoutWithHistory: adminPayoutWithHistory,
  AdminPayoutPage: adminPayoutPage,
  AdminPayoutQuery: adminListQuery,
  AdminPayoutExportQuery: adminExportQuery,
  PayoutOnBehalf: payoutOnBehalf,
  RequestedOnBehalf: requestedOnBehalf,
  Affiliate: affiliate.properties.affiliate,
  Instruction: instruction,
  PayoutInstruction: instructions.properties.items.items,
  ProcessResult: processResult,
  ProcessResults: processResults,
  RunRequest: runRequest,
  RunSummary: runSummary,
  RunPayout: runPayout,
  RunWarning: runWarning,
  LeftOut: leftOut,
  Run: run,
  CreatedRun: createdRun,
  RunQuery: runQuery,
  RunPage: runPage,
  RunConfirmation: confirmation,
  RunResult: runResults.properties.results.items,
  RunResults: runResults,
  Summary: summary,
};

/** Text in a query, because all of it is text; a caller of the client gives numbers, and lists as arrays. */
const NUMBERS = [limit, rowLimit, amountInQuery];

/** Writes the types of the client: a package without dependencies cannot infer them from schemas. */
export async function writeClientTypes(): Promise<void> {
  const names = new Map<object, string>([
    [payoutStatuses, 'PayoutStatus | PayoutStatus[]'],
    ...NUMBERS.map((schema): [object, string] => [schema, 'number']),
    ...Object.entries(TYPES).map(([name, schema]): [object, string] => [schema, name]),
  ]);
  const types = Object.entries(TYPES).map(([name, schema]) => declareType(name, schema, names));
  await writeIfChanged(FILE, [...types, declareDetails(names)].join('\n'));
}

function declareDetails(names: Names): string {
  const members = Object.entries<JsonSchema | undefined>(ERROR_DETAILS).map(
    ([code, schema]) => `${code}: ${schema ? printType(schema, names) : 'undefined'};\n`,
  );
  return `/** Every code of an error, and its details. */\nexport interface ErrorDetails {\n${members.join('')}}\n`;
}
