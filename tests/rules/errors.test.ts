import { describe, expect, expectTypeOf, it } from 'vitest';
import { STATUS_OF } from '../../libs/http/status.ts';
import { type ErrorDetails, outcomeUnknown, tryAgain } from '../../libs/payouts/errors.ts';
import { isOutcomeUnknown } from '../../libs/store/engine/aws-errors.ts';
import { type DetailsByCode, ERROR_DETAILS } from '../../schemas/responses/error.ts';
import { cancelled, lost } from '../../testing/client.ts';

it('describes every error code, with the details that the code throws', () => {
  expect(Object.keys(ERROR_DETAILS).sort()).toStrictEqual(Object.keys(STATUS_OF).sort());
  // Held by the compiler: `npm run types` fails if the two differ.
  expectTypeOf<DetailsByCode>().toExtend<ErrorDetails>();
  expectTypeOf<ErrorDetails>().toExtend<DetailsByCode>();
});

describe('whether a failed call to the database may have been carried out', () => {
  it.each<[string, object, boolean]>([
    ['there was no answer', lost(), true],
    [
      'the database failed behind it',
      { name: 'InternalServerError', $metadata: { httpStatusCode: 500 } },
      true,
    ],
    [
      'it is still under way',
      { name: 'TransactionInProgressException', $metadata: { httpStatusCode: 400 } },
      true,
    ],
    ['its own tries have left that open', outcomeUnknown(lost()), true],
    ['it was throttled', tryAgain(), false],
    ['a condition failed', cancelled('ConditionalCheckFailed'), false],
    ['it is not valid', { name: 'ValidationException', $metadata: { httpStatusCode: 400 } }, false],
  ])('if %s', (_, error, isUnknown) => expect(isOutcomeUnknown(error)).toBe(isUnknown));
});
