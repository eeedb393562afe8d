import { type KnownOfCall, PayoutsApiError } from './error.ts';

/** Reads the answer of a call that succeeded; undefined if it is not one of this API. */
export type Read<Result> = (response: Response) => Promise<Result | undefined>;

/** Payouts as a file for spreadsheets. */
export interface PayoutExport {
  file: File;
  /** The `cursor` of the next file; null if this one has the end of the list. */
  next_cursor: string | null;
}

interface KnownOfAnswer extends KnownOfCall {
  status: number;
  retryAfterMs: number | undefined;
}

interface Envelope {
  message?: string;
  data?: Record<string, unknown> | null;
  error?: { code?: string; details?: unknown } | null;
}

/** Reads what stands in `data`, or in one member of it. */
export const dataOf =
  <Result>(member?: string): Read<Result> =>
  async (response) => {
    const { data } = await envelopeOf(response);
    return ((member ? data?.[member] : data) ?? undefined) as Result | undefined;
  };

/** Reads a document of this type, under the name that it is to be saved by. */
const fileOf =
  (expected: string, otherwise: string): Read<File> =>
  async (response) => {
    const { headers } = response;
    const type = headers.get('content-type') ?? '';
    if (!type.startsWith(expected)) return undefined;
    const [, name = otherwise] = headers.get('content-disposition')?.match(/filename="([^"]+)"/) ?? [];
    return new File([await response.blob()], name, { type });
  };

/** Reads a PDF. */
export const pdfOf = fileOf('application/pdf', 'receipt.pdf');

/** Reads a file in CSV. */
export const csvOf = fileOf('text/csv', 'payouts.csv');

/** Reads a file for spreadsheets, and where the next one goes on. */
export const exportOf: Read<PayoutExport> = async (response) => {
  const file = await csvOf(response);
  return file && { file, next_cursor: response.headers.get('x-next-cursor') };
};

/** What a call gives. @throws PayoutsApiError if the answer is an error, or not one of this API */
export async function resultOf<Result>(
  response: Response,
  read: Read<Result>,
  known: KnownOfCall,
): Promise<Result> {
  if (!response.ok) throw errorOf(await envelopeOf(response), knownOf(response, known));
  const result = await read(response);
  if (result === undefined) throw errorOf({}, knownOf(response, known));
  return result;
}

/** What has no code of this API was answered by something else, such as a gateway in front of it. */
function errorOf({ message = '', error }: Envelope, known: KnownOfAnswer) {
  const { code, details } = error ?? {};
  if (typeof code === 'string') return new PayoutsApiError(code, message, { ...known, details });
  const stranger = `The answer, with status ${known.status}, is not one of the payouts API.`;
  return new PayoutsApiError('unexpected_answer', stranger, known);
}

function knownOf({ status, headers }: Response, { requestId, idempotencyKey }: KnownOfCall): KnownOfAnswer {
  return {
    requestId: headers.get('x-request-id') ?? requestId,
    idempotencyKey,
    status,
    retryAfterMs: retryAfterMs(headers.get('retry-after') ?? ''),
  };
}

/** Gateways may name a time instead of seconds. */
function retryAfterMs(header: string): number | undefined {
  const ms = Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : Number(header) * 1000;
  return ms > 0 ? ms : undefined;
}

async function envelopeOf(response: Response): Promise<Envelope> {
  const text = await response.text();
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
