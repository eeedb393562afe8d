import type { FromSchema } from 'json-schema-to-ts';

export const schema = {
  type: 'object',
  required: ['access_token', 'expires_in'],
  properties: { access_token: { type: 'string', minLength: 1 }, expires_in: { type: 'number' } },
} as const;

export type Valid = FromSchema<typeof schema>;
