import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PayoutInstruction, PayoutsApiError } from '../../client/index.ts';
import {
  clientWith,
  type Fate,
  failsAtTheGateway,
  failsInside,
  isAnswered,
  isLost,
  isTriedAgain,
  thrownBy,
} from './faulty-fetch.ts';

beforeEach(() => {
  // No jitter: each wait is the longest that it can be.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const BALANCE = { total_earned: 5000, total_paid: 0, pending: 0, available: 5000 };
const PAYOUT = { payout_id: 'p-1', status: 'processing' };
const answersBalance = isAnswered(200, { success: true, message: 'Success', data: { balance: BALANCE } });
const answersPayout = isAnswered(200, { success: true, message: 'Success', data: { payout: PAYOUT } });
const isThrottled = isAnswered(429, { message: 'Too Many Requests' });
const isRefused = isAnswered(409, {
  success: false,
  message: 'A processing payout cannot be started.',
  error: { code: 'invalid_transition', details: { status: 'processing', action: 'start' } },
});

const UNKNOWN_OUTCOMES: [string, Fate, object][] = [
  ['is lost', isLost, { code: 'no_answer', status: undefined }],
  ['fails inside', failsInside, { code: 'internal', status: 500 }],
  ['fails at the gateway', failsAtTheGateway, { code: 'unexpected_answer', status: 502 }],
];

const NOTHING_DONE: [string, Fate][] = [
  ['a busy service', isTriedAgain],
  ['a gateway that throttles', isThrottled],
];

const START = { action: 'start' } as const;
const COMPLETE = { action: 'complete', transaction_id: 'T-1' } as const;
const FAIL = { action: 'fail', reason: 'There is no such account.' } as const;
const RETURN = { action: 'return', reason: 'The bank sent it back.' } as const;
const AMEND = { action: 'amend', notes: 'by hand' } as const;

describe.each(UNKNOWN_OUTCOMES)('a try that %s', (_, fate, error) => {
  it('is repeated if it reads', async () => {
    const { client, sent } = clientWith([fate, fate, answersBalance]);
    expect(await client.payouts.balance()).toStrictEqual(BALANCE);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ path }) => path))).toStrictEqual(new Set(['/payouts/balance']));
  });

  it('is repeated under the same key if it requests a payout', async () => {
    const { client, sent } = clientWith([fate, answersPayout]);
    expect(await client.payouts.request({ amount: 5000 })).toStrictEqual(PAYOUT);
    const [first, second] = sent.map(({ key }) => key);
    expect(first).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(second).toBe(first);
  });

  it("is repeated in the same words if it requests a payout on an affiliate's behalf", async () => {
    const { client, sent } = clientWith([fate, answersPayout]);
    const asked = { affiliate_id: 'aff-1', amount: 5000, reference: 'event-1' };
    expect(await client.admin.payouts.request(asked)).toStrictEqual(PAYOUT);
    expect(sent.map(({ path, key }) => ({ path, key }))).toStrictEqual(
      Array(2).fill({ path: '/admin/payouts', key: null }),
    );
  });

  it.each([COMPLETE, FAIL, RETURN])('is repeated if it reports an end: $action', async (instruction) => {
    const { client, sent } = clientWith([fate, answersPayout]);
    expect(await client.admin.payouts.process('p-1', instruction)).toStrictEqual(PAYOUT);
    expect(sent).toHaveLength(2);
  });

  it.each([START, AMEND])('is not repeated if it cannot be told from a second one: $action', async (what) => {
    const { client, sent } = clientWith([fate]);
    const thrown = await thrownBy(client.admin.payouts.process('p-1', what));
    expect(thrown).toMatchObject({ ...error, isOutcomeUnknown: true });
    expect(sent).toHaveLength(1);
  });

  it('is not repeated if it cancels', async () => {
    const { client, sent } = clientWith([fate]);
    expect(await thrownBy(client.payouts.cancel('p-1'))).toMatchObject(error);
    expect(sent).toHaveLength(1);
  });

  it.each<[string, PayoutInstruction[], number]>([
    [
      'repeated if all of many report ends',
      [
        { payout_id: 'p-1', ...COMPLETE },
        { payout_id: 'p-2', ...FAIL },
      ],
      3,
    ],
    [
      'not repeated if one of many starts',
      [
        { payout_id: 'p-1', ...COMPLETE },
        { payout_id: 'p-2', ...START },
      ],
      1,
    ],
  ])('is %s', async (_, instructions, tries) => {
    const { client, sent } = clientWith([fate, fate, fate]);
    expect(await thrownBy(client.admin.payouts.processMany(instructions))).toMatchObject(error);
    expect(sent).toHaveLength(tries);
  });
});

describe.each(NOTHING_DONE)('a try that is turned away by %s', (_, fate) => {
  it.each([START, COMPLETE, AMEND])('is repeated, whatever it does: $action', async (instruction) => {
    const { client, sent } = clientWith([fate, answersPayout]);
    expect(await client.admin.payouts.process('p-1', instruction)).toStrictEqual(PAYOUT);
    expect(sent).toHaveLength(2);
  });

  it('has a known outcome: nothing was done', async () => {
    const { client } = clientWith([fate], { retries: 0 });
    const thrown = await thrownBy(client.payouts.cancel('p-1'));
    expect(thrown).toMatchObject({ isOutcomeUnknown: false });
  });
});

it('what the API refuses is not repeated', async () => {
  const { client, sent, waits } = clientWith([isRefused]);
  const thrown = await thrownBy(client.admin.payouts.process('p-1', START));
  expect(thrown).toMatchObject({ code: 'invalid_transition', isOutcomeUnknown: false });
  expect({ tries: sent.length, waits }).toStrictEqual({ tries: 1, waits: [] });
});

describe('the number of tries', () => {
  it.each([
    { options: {}, tries: 3 },
    { options: { retries: 0 }, tries: 1 },
    { options: { retries: 5 }, tries: 6 },
  ])('is $tries with $options', async ({ options, tries }) => {
    const { client, sent } = clientWith(Array(9).fill(failsInside), options);
    const thrown = await thrownBy(client.payouts.balance());
    expect(thrown).toBeInstanceOf(PayoutsApiError);
    expect(thrown).toMatchObject({ code: 'internal', status: 500 });
    expect(sent).toHaveLength(tries);
  });
});

describe('the wait before the next try', () => {
  it('is twice as long each time, and at most a minute', async () => {
    const { client, waits } = clientWith(Array(11).fill(isLost), { retries: 10 });
    await thrownBy(client.payouts.balance());
    const doubled = [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000];
    expect(waits).toStrictEqual([...doubled, 60_000, 60_000]);
  });

  it('is shorter by chance, by up to a half', async () => {
    vi.mocked(Math.random).mockReturnValueOnce(0.5).mockReturnValueOnce(1);
    const { client, waits } = clientWith([isLost, isLost, answersBalance]);
    await client.payouts.balance();
    expect(waits).toStrictEqual([187.5, 250]);
  });

  it.each([
    ['in seconds', '7', 7000],
    ['shorter than its own', '0.1', 250],
    ['as a time', new Date(Date.UTC(2026, 2, 1, 12, 0, 30)).toUTCString(), 30_000],
    ['as a time that has passed', new Date(0).toUTCString(), 250],
    ['that makes no sense', 'soon', 250],
  ])('minds a Retry-After %s', async (_, header, wait) => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 2, 1, 12));
    const busy = isAnswered(503, { error: { code: 'try_again' } }, { 'Retry-After': header });
    const { client, waits } = clientWith([busy, answersBalance]);
    await client.payouts.balance();
    expect(waits).toStrictEqual([wait]);
  });

  it('is left to the caller if Retry-After asks for more than a minute', async () => {
    const closed = isAnswered(503, { error: { code: 'try_again' } }, { 'Retry-After': '61' });
    const { client, sent } = clientWith([closed, answersBalance]);
    const thrown = await thrownBy(client.payouts.balance());
    expect(thrown).toMatchObject({ code: 'try_again', retryAfterMs: 61_000 });
    expect(sent).toHaveLength(1);
  });
});
