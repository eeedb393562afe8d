import { newCode } from './ids.ts';

/** What goes back over HTTP: a string as it is, anything else as JSON. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An error in the form that PayPal's REST API gives to all but the token's. */
export function refusal(status: number, name: string, message: string, details?: object[]): Answer {
  return {
    status,
    body: { name, message, debug_id: newCode(13).toLowerCase(), ...(details && { details }) },
  };
}

/** The 404 for an id that PayPal does not know. */
export function unknownResource(): Answer {
  return refusal(404, 'INVALID_RESOURCE_ID', 'Requested resource ID was not found.');
}
