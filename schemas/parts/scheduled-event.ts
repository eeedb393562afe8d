import { scheduledFor } from './fields.ts';

const text = { type: 'string', description: 'text' } as const;

/** What EventBridge sends when a schedule is due. Only its time means something to us. */
export const scheduledEvent = {
  version: text,
  id: text,
  'detail-type': text,
  source: text,
  account: text,
  time: scheduledFor,
  region: text,
  resources: { type: 'array', items: text, description: 'a list of text' },
  detail: { type: 'object', description: 'an object' },
} as const;
