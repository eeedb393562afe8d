import type { SchemaFault } from '../../schemas/build/validator.ts';
import { type FieldFault, invalidFields, PayoutError } from '../payouts/errors.ts';
import { invalidJson } from './body.ts';
import { failure } from './envelope.ts';
import { HEADERS_OF, STATUS_OF } from './status.ts';

/** More would not help, and a small body can have thousands of faults. */
const FIELDS_MAX = 20;

interface MiddyError extends Error {
  statusCode: number;
  cause: { package: string; data?: unknown };
}

/** An error as @middy/http-error-handler writes it out. `cause` is what was thrown, for the log. */
export interface HttpError {
  statusCode: number;
  message: string;
  headers: Record<string, string>;
  expose: true;
  code: string;
  cause: unknown;
}

/**
 * The middleware that turns whatever was thrown into an answer of the contract. It must be the innermost one.
 */
export const mapErrors = {
  onError: (request: { error: unknown }): void => {
    request.error = httpError(request.error);
  },
};

function httpError(thrown: unknown): HttpError {
  const error = toPayoutError(thrown);
  return {
    statusCode: STATUS_OF[error.code],
    message: failure(error),
    headers: HEADERS_OF[error.code] ?? {},
    expose: true,
    code: error.code,
    cause: thrown,
  };
}

/**
 * The error that a caller is told of. Middy's are known by their package; anything else is ours to mend, and
 * anonymous.
 */
export function toPayoutError(thrown: unknown): PayoutError {
  if (thrown instanceof PayoutError) return thrown;
  if (isMiddyError(thrown, '@middy/validator')) {
    return invalidFields(fieldFaults(thrown.cause.data as SchemaFault[]));
  }
  if (isMiddyError(thrown, '@middy/http-json-body-parser')) return bodyError(thrown);
  return new PayoutError('internal', 'Something went wrong on our side. The same request may be sent again.');
}

function isMiddyError(thrown: unknown, origin: string): thrown is MiddyError {
  return (thrown as Partial<MiddyError> | null)?.cause?.package === origin;
}

function bodyError({ cause, message }: MiddyError): PayoutError {
  if (message.startsWith('Forbidden key')) {
    return invalidFields([{ path: String(cause.data), message: 'is not a known member' }]);
  }
  return invalidJson();
}

/** The faults of an input whose fields stand in one of its members, as those of a request stand in `body`. */
export function fieldFaults(faults: SchemaFault[]): FieldFault[] {
  const byPath = new Map(faults.map((fault) => [pathOf(fault), messageOf(fault)]));
  return Array.from(byPath, ([path, message]) => ({ path, message })).slice(0, FIELDS_MAX);
}

/** The faults of a value that was validated as it is. */
export function faultsOfValue(faults: SchemaFault[]): FieldFault[] {
  return fieldFaults(faults.map((fault) => ({ ...fault, instancePath: `/value${fault.instancePath}` })));
}

/** `/body/payouts/0/amount` is `payouts.0.amount` to a caller, who knows nothing of our event. */
function pathOf({ instancePath, params }: SchemaFault): string {
  const [, , ...inside] = instancePath.split('/');
  return [...inside, params.missingProperty ?? params.additionalProperty ?? []].flat().join('.');
}

function messageOf({ keyword, message = 'is not valid', parentSchema }: SchemaFault): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'additionalProperties') return 'is not a known member';
  return parentSchema?.description ? `must be ${parentSchema.description}` : message;
}
