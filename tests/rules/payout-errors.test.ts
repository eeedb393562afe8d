import { describe, expect, it } from 'vitest';
import {
  affiliateNotFound,
  type ErrorCode,
  invalidField,
  invalidFields,
  isCode,
  outcomeUnknown,
  type PayoutError,
  readOnly,
  tryAgain,
} from '../../libs/payouts/errors.ts';
import { AFFILIATE_NOT_FOUND, OUTCOME_UNKNOWN, SAYS, TRY_AGAIN } from '../../testing/refusals.ts';

describe('an error of ours', () => {
  const fields = [
    { path: 'amount', message: SAYS.cents },
    { path: '', message: SAYS.object },
  ];

  it.each<[ErrorCode, () => PayoutError, string, object | undefined]>([
    ['affiliate_not_found', affiliateNotFound, AFFILIATE_NOT_FOUND.message, undefined],
    ['read_only', readOnly, 'This service is a shadow: it can be read, and changes nothing.', undefined],
    ['try_again', tryAgain, TRY_AGAIN.message, undefined],
    [
      'invalid_request',
      () => invalidField('amount', SAYS.cents),
      `The request is not valid: amount ${SAYS.cents}.`,
      { fields: fields.slice(0, 1) },
    ],
    [
      'invalid_request',
      () => invalidFields(fields, 'event'),
      `The event is not valid: amount ${SAYS.cents}; ${SAYS.object}.`,
      { fields },
    ],
  ])('%s says what is the matter', (code, make, message, details) => {
    const error = make();
    expect(error).toMatchObject({ name: 'PayoutError', code, message });
    expect(error.details).toStrictEqual(details);
    expect(isCode(error, code)).toBe(true);
    expect(isCode(error, 'internal')).toBe(false);
    expect(isCode({ code }, code)).toBe(false);
  });

  it('says in the log why to try again, if that is known', () => {
    expect(tryAgain('throttled')).toMatchObject({ code: 'try_again', cause: 'throttled' });
    expect(tryAgain()).not.toHaveProperty('cause');
  });
});

describe('the error of an unknown outcome', () => {
  it('has the fault as its cause, and its stack', () => {
    const fault = new Error('socket closed');
    const error = outcomeUnknown(fault);
    expect(error).toMatchObject({ code: 'internal', message: OUTCOME_UNKNOWN.message, cause: fault });
    expect(error.stack).toBe(fault.stack);
    expect(outcomeUnknown(error)).toBe(error);
  });

  it('also has a stack if what was thrown is no error', () => {
    const error = outcomeUnknown('socket closed');
    expect(error.cause).toBe('socket closed');
    expect(error.stack).toMatch(/^Error: socket closed\n/);
  });

  it('has no stack if the fault has none', () => {
    const fault = new Error('lost');
    delete (fault as { stack?: string }).stack;
    expect(outcomeUnknown(fault).stack).toBe('');
  });
});
