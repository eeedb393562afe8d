import type { FromSchema } from 'json-schema-to-ts';

/** What decides nothing may have any form: it is looked at with care. */
export const schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1 }, message: {}, details: {} },
} as const;

export type Valid = FromSchema<typeof schema>;
