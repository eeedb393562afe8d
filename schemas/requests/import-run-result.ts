import type { FromSchema } from 'json-schema-to-ts';
import { dryRun } from '../parts/run-fields.ts';
import type { Request as OneRun } from './one-run.ts';

export { path } from './one-run.ts';

export const query = {
  type: 'object',
  additionalProperties: false,
  properties: { dry_run: dryRun },
} as const;

export const csv = [
  'A file with a header and at most 5000 lines, in UTF-8, separated by commas, semicolons or tabs.',
  'Each line names a payout of the run: by `payout_id`; or by `id`, which may also be the id in the file of the run or the number of a receipt;',
  'or by `payment_email` with `amount`. Whatever else it says of the payout must agree with it, and a `currency` be USD.',
  '`status` is completed, failed or returned; completed needs a `transaction_id`, the others a `reason`.',
  'Other columns are passed over, and names are read without case.',
].join(' ');

/** The body is CSV, which no schema describes. */
export interface Request extends OneRun {
  body: string;
  query: FromSchema<typeof query>;
}
