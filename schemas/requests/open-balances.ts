import { lastAffiliateId } from '../parts/fields.ts';

export const body = {
  type: 'object',
  additionalProperties: false,
  properties: { after: lastAffiliateId },
} as const;

export interface Request {
  body: { after?: string };
}
