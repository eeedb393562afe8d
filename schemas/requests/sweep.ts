import { scheduledEvent } from '../parts/scheduled-event.ts';

export const body = {
  type: 'object',
  additionalProperties: false,
  properties: { ...scheduledEvent, skip: { const: true, description: 'true' } },
} as const;

/** With `skip`, nothing of what has happened so far is told any more. */
export interface Request {
  body: { skip?: true };
}
