import type { PayoutError } from '../payouts/errors.ts';

/** What a core function answers; the chain adds the headers that every answer has. */
export interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  /** Set if the body is bytes: both an HTTP API and a Function URL then decode it. */
  isBase64Encoded?: true;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** 200, with these data. */
export function ok(data: object): Answer {
  return success(200, 'Success', data);
}

/** 201, with these data. */
export function created(message: string, data: object): Answer {
  return success(201, message, data);
}

/** A document that a browser shows, and saves under this name. */
export function okPdf(filename: string, bytes: Buffer): Answer {
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${filename}"`,
  };
  return { statusCode: 200, headers, body: bytes.toString('base64'), isBase64Encoded: true };
}

/**
 * A file in CSV, to be saved under this name. One that is a part of a list says where the next one goes on;
 * null at the end.
 */
export function okCsv(filename: string, csv: string, nextCursor: string | null = null): Answer {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${filename}"`,
    ...(nextCursor && { 'X-Next-Cursor': nextCursor }),
  };
  return { statusCode: 200, headers, body: csv };
}

/** Its headers are its own: the chain adds to them. */
function success(statusCode: number, message: string, data: object): Answer {
  return { statusCode, headers: { ...JSON_TYPE }, body: JSON.stringify({ success: true, message, data }) };
}

/** The same answer, marked as one that was given before. */
export function replayed(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'Idempotency-Replayed': 'true' } };
}

/** The body of a failure. */
export function failure({ code, message, details }: PayoutError): string {
  return JSON.stringify({ success: false, message, error: { code, ...(details && { details }) } });
}
