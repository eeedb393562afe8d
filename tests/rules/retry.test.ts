import { beforeEach, describe, expect, it, vi } from 'vitest';
import { outcomeUnknown, PayoutError, tryAgain } from '../../libs/payouts/errors.ts';
import { isOutcomeUnknown, translateThrottling } from '../../libs/store/engine/aws-errors.ts';
import { AGAIN, untilSettled } from '../../libs/store/engine/retry.ts';
import { cancelled, lost } from '../../testing/client.ts';

const ENOUGH_MS = 1500;

// No test has to wait for its turn.
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));

const answered = (httpStatusCode: number, name = 'SomeError') =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

const BUSY = () => AGAIN;
const THROTTLED = () => {
  throw tryAgain();
};
const LOST = () => {
  throw lost();
};
const BROKEN = () => {
  throw answered(400, 'ValidationException');
};
const DONE = () => 'done';

type Attempt = () => unknown;
const times = (count: number, attempt: Attempt) => Array<Attempt>(count).fill(attempt);

/** How a series of attempts ends: with what settled, or with the code of the error, or with its name. */
async function endOf(attempts: Attempt[], remainingMs = () => ENOUGH_MS): Promise<unknown> {
  const series = attempts.values();
  const attempt = async () => (series.next().value as Attempt)();
  return untilSettled({ remainingMs }, attempt).catch((error) => error.code ?? error.name);
}

describe('a series of attempts', () => {
  it.each<[string, Attempt[], string]>([
    ['settles at once', [DONE], 'done'],
    ['settles with the eighth', [...times(7, BUSY), DONE], 'done'],
    ['has no ninth', [...times(8, BUSY), DONE], 'try_again'],
    ['settles after a throttle', [THROTTLED, DONE], 'done'],
    ['settles after a lost answer', [LOST, DONE], 'done'],
    ['has done nothing if all were throttled', times(8, THROTTLED), 'try_again'],
    ['may have done something if the first answer was lost', [LOST, ...times(7, BUSY)], 'internal'],
    ['may have if throttles follow', [LOST, ...times(7, THROTTLED)], 'internal'],
    ['may have if the last answer was lost', [...times(7, THROTTLED), LOST], 'internal'],
    [
      'may have if one in between was lost',
      [BUSY, THROTTLED, LOST, THROTTLED, ...times(4, BUSY)],
      'internal',
    ],
    ['ends with what is no passing trouble', [BUSY, BROKEN, DONE], 'ValidationException'],
    ['ends so after a lost answer too', [LOST, BROKEN, DONE], 'ValidationException'],
  ])('%s', async (_, attempts, expected) => expect(await endOf(attempts)).toBe(expected));

  it('has the stack of the first lost answer as its cause', async () => {
    const first = new Error('the first');
    const faults = [first, ...Array.from({ length: 7 }, () => lost())];
    const attempt = async () => Promise.reject(faults.shift());
    const error = await untilSettled({ remainingMs: () => ENOUGH_MS }, attempt).catch((thrown) => thrown);
    expect(error.cause).toBe(first);
  });

  it.each([
    [ENOUGH_MS, 'done'],
    [ENOUGH_MS - 1, 'try_again'],
  ])('is not begun if too little time is left: with %d ms it ends %s', async (ms, expected) =>
    expect(await endOf([DONE], () => ms)).toBe(expected),
  );

  it.each([
    [BUSY, 'try_again'],
    [LOST, 'internal'],
  ])('ends when the time does, and says what is known: %s, %s', async (first, expected) => {
    let ms = ENOUGH_MS;
    const attempts = [
      () => {
        ms--;
        return first();
      },
      DONE,
    ];
    expect(await endOf(attempts, () => ms)).toBe(expected);
  });
});

describe('the pauses of a series', () => {
  it('are a random part of what doubles, up to a second', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const pauses: number[] = [];
    const pause = async (ms: number) => pauses.push(ms);
    await untilSettled({ remainingMs: () => ENOUGH_MS }, async () => AGAIN, pause).catch(() => {});
    expect(pauses).toStrictEqual([25, 50, 100, 200, 400, 500, 500]);
  });
});

describe('whether a call may have been carried out', () => {
  it.each<[string, unknown, boolean]>([
    ['no answer', lost(), true],
    ['an error of the connection', new TypeError('fetch failed'), true],
    ['a 500', answered(500), true],
    ['a 503', answered(503), true],
    ['a 499', answered(499), false],
    ['a 400', answered(400), false],
    ['a transaction under way', answered(400, 'TransactionInProgressException'), true],
    ['a cancelled transaction', cancelled('TransactionConflict'), false],
    ['our own unknown outcome', outcomeUnknown(lost()), true],
    ['our own try_again', tryAgain(), false],
    ['our own refusal', new PayoutError('payout_not_found', 'There is none.'), false],
  ])('%s: %s', (_, error, expected) => expect(isOutcomeUnknown(error)).toBe(expected));
});

describe('an error of DynamoDB', () => {
  const translated = (error: unknown) => translateThrottling(() => Promise.reject(error))({});

  it.each(['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'])(
    'is try_again: %s',
    (name) => expect(translated(answered(400, name))).rejects.toMatchObject({ code: 'try_again' }),
  );

  it.each(['ValidationException', 'TransactionConflictException', 'TimeoutError', 'InternalServerError'])(
    'stays what it is: %s',
    (name) => expect(translated(answered(400, name))).rejects.toMatchObject({ name }),
  );
});
