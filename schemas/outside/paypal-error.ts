import type { FromSchema } from 'json-schema-to-ts';

export const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    message: { type: 'string' },
    details: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string' },
          issue: { type: 'string' },
          link: {
            type: 'array',
            items: { type: 'object', properties: { href: { type: 'string' } } },
          },
        },
      },
    },
  },
} as const;

export type Valid = FromSchema<typeof schema>;
