import { STATUS_OF } from '../../../libs/http/status.ts';
import type { ErrorCode } from '../../../libs/payouts/errors.ts';
import { ERROR_HELP } from '../../parts/error-help.ts';
import { closedObject } from '../../parts/objects.ts';
import { ERROR_DETAILS } from '../../responses/error.ts';
import type { AnswerSchemas } from './answer-schemas.ts';
import { type Json, pascal, refTo } from './json.ts';

const CODES = Object.keys(ERROR_DETAILS) as ErrorCode[];

const nameOf = (code: ErrorCode) => `${pascal(code)}Error`;

/** The components of all errors: one for each code, their union, and the body of any failure. */
export function errorComponents(answers: AnswerSchemas): Record<string, Json> {
  return {
    ...Object.fromEntries(CODES.map((code) => [nameOf(code), errorSchema(code, answers)])),
    KnownError: {
      description: 'An error with a code that this description knows.',
      ...unionOf(CODES),
    },
    OtherError: {
      type: 'object',
      description: 'An error with a code that was added after this description was written.',
      required: ['code'],
      properties: {
        code: { type: 'string', description: 'The code of the error. This list is open.' },
        details: { type: 'object', description: 'What the code is about, for a program.' },
      },
    },
    Failure: failureWith({ anyOf: [refTo('schemas', 'KnownError'), refTo('schemas', 'OtherError')] }),
  };
}

function errorSchema(code: ErrorCode, answers: AnswerSchemas): Json {
  const details = ERROR_DETAILS[code];
  const { happened, fix } = ERROR_HELP[code];
  const description = `${happened} ${fix} The status is ${STATUS_OF[code]}.`;
  const constant = { const: code, description: 'The code of the error.' };
  return answers.of(closedObject(description, { code: constant, ...(details && { details }) }));
}

/** One of several errors, told apart by the code. */
function unionOf(codes: ErrorCode[]): Json {
  const refs = codes.map((code) => refTo('schemas', nameOf(code)));
  const mapping = Object.fromEntries(codes.map((code, index) => [code, refs[index]?.$ref]));
  return { oneOf: refs, discriminator: { propertyName: 'code', mapping } };
}

/** The body of a failure with one of these codes. */
export function failureOf(codes: ErrorCode[]): Json {
  const [only] = codes;
  return failureWith(codes.length === 1 && only ? refTo('schemas', nameOf(only)) : unionOf(codes));
}

function failureWith(error: Json): Json {
  return {
    type: 'object',
    description: 'A failure.',
    required: ['success', 'message', 'error'],
    properties: {
      success: { type: 'boolean', const: false, description: 'The call failed.' },
      message: { type: 'string', description: 'What went wrong, in whole sentences, for a person.' },
      error,
    },
  };
}
