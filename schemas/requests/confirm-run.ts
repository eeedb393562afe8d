import type { FromSchema } from 'json-schema-to-ts';
import { override } from '../parts/fields.ts';
import { runHash } from '../parts/run-fields.ts';
import type { Request as OneRun } from './one-run.ts';

export { path } from './one-run.ts';

export const body = {
  type: 'object',
  required: ['hash'],
  additionalProperties: false,
  properties: { hash: runHash, override },
} as const;

export interface Request extends OneRun {
  body: FromSchema<typeof body>;
}
