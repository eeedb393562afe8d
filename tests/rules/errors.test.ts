import { expect, expectTypeOf, it } from 'vitest';
import { STATUS_OF } from '../../libs/http/status.ts';
import type { ErrorDetails } from '../../libs/payouts/errors.ts';
import { type DetailsByCode, ERROR_DETAILS } from '../../schemas/responses/error.ts';

it('describes every error code, with the details that the code throws', () => {
  expect(Object.keys(ERROR_DETAILS).sort()).toStrictEqual(Object.keys(STATUS_OF).sort());
  // Held by the compiler: `npm run types` fails if the two differ.
  expectTypeOf<DetailsByCode>().toExtend<ErrorDetails>();
  expectTypeOf<ErrorDetails>().toExtend<DetailsByCode>();
});
