import type { FromSchema } from 'json-schema-to-ts';

/**
 * 2048 bytes is DynamoDB's limit for a key; a character is at most 4 bytes, so no user id can break a query.
 */
const userId = { type: 'string', minLength: 1, maxLength: 512 } as const;

export const schema = {
  type: 'object',
  required: ['exp'],
  anyOf: [{ required: ['user_id'] }, { required: ['sub'] }],
  properties: {
    exp: { type: 'number' },
    iat: { type: 'number' },
    user_id: userId,
    sub: userId,
    role: { type: 'string' },
    scope: { type: 'string' },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
