import { join } from 'node:path';
import { balance } from '../parts/balance.ts';
import { amountInQuery, limit, payoutStatus, payoutStatuses } from '../parts/fields.ts';
import {
  adminPayout,
  adminPayoutWithHistory,
  historyEntry,
  payout,
  payoutWithHistory,
  requestedPayout,
} from '../parts/payout.ts';
import { query as eligibilityQuery } from '../requests/get-eligibility.ts';
import { query as adminListQuery } from '../requests/list-all-payouts.ts';
import { query as listQuery } from '../requests/list-payouts.ts';
import { body as instruction } from '../requests/process-payout.ts';
import { body as instructions } from '../requests/process-payouts.ts';
import { body as payoutRequest } from '../requests/request-payout.ts';
import { data as adminPayoutPage } from '../responses/admin-payout-page.ts';
import { data as affiliate } from '../responses/affiliate.ts';
import { data as eligibility } from '../responses/eligibility.ts';
import { ERROR_DETAILS } from '../responses/error.ts';
import { data as payoutPage } from '../responses/payout-page.ts';
import { data as processResults } from '../responses/process-results.ts';
import { data as requestedPayouts } from '../responses/requested-payouts.ts';
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
  Balance: balance,
  Eligibility: eligibility.properties.eligibility,
  EligibilityQuery: eligibilityQuery,
  AdminPayout: adminPayout,
  AdminPayoutWithHistory: adminPayoutWithHistory,
  AdminPayoutPage: adminPayoutPage,
  AdminPayoutQuery: adminListQuery,
  Affiliate: affiliate.properties.affiliate,
  Instruction: instruction,
  PayoutInstruction: instructions.properties.items.items,
  ProcessResult: processResult,
  ProcessResults: processResults,
  Summary: summary,
};

/** Text in a query, because all of it is text; a caller of the client gives numbers. */
const NUMBERS = [limit, amountInQuery];

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
