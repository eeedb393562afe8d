import type { PayoutError } from '../errors.ts';

/** What a core function answers; the chain adds the headers that every answer has. */
export interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

export function ok(data: object): Answer {
  return success(200, 'Success', data);
}

export function created(message: string, data: object): Answer {
  return success(201, message, data);
}

function success(statusCode: number, message: string, data: object): Answer {
  return { statusCode, headers: JSON_TYPE, body: JSON.stringify({ success: true, message, data }) };
}

/** The same answer, marked as one that was given before. */
export function replayed(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'Idempotency-Replayed': 'true' } };
}

/** The body of a failure. */
export function failure({ code, message, details }: PayoutError): string {
  return JSON.stringify({ success: false, message, error: { code, ...(details && { details }) } });
}
