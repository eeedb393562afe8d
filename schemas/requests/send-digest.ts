import { scheduledEvent } from '../parts/scheduled-event.ts';

export const body = {
  type: 'object',
  additionalProperties: false,
  properties: scheduledEvent,
} as const;

export interface Request {
  body: object;
}
