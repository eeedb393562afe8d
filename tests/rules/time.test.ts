import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY_MS, describeTime, toIsoTime } from '../../libs/payouts/time.ts';

// It makes no difference where the clock stands that a time is read by.
beforeAll(() => void vi.stubEnv('TZ', 'Asia/Kolkata'));
afterAll(() => void vi.unstubAllEnvs());

describe('a time on record', () => {
  it.each([
    ['2025-12-21T12:00:00.000Z', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21T12:00:00Z', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21T12:00:00.123456', '2025-12-21T12:00:00.123Z'],
    ['2025-12-21T12:00:00.1', '2025-12-21T12:00:00.100Z'],
    ['2025-12-21T12:00:00.999999999999', '2025-12-21T12:00:00.999Z'],
    ['2025-12-21 12:00:00', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21T12:00', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21t12:00:00z', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21T12:00:00+02:00', '2025-12-21T10:00:00.000Z'],
    ['2025-12-21T12:00:00-0530', '2025-12-21T17:30:00.000Z'],
    ['2025-12-21T12:00:00+02', '2025-12-21T10:00:00.000Z'],
    ['2025-12-21T00:30:00+01:00', '2025-12-20T23:30:00.000Z'],
    ['2025-12-21', '2025-12-21T00:00:00.000Z'],
    [' 2025-12-21 ', '2025-12-21T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2025-02-29', undefined],
    ['2025-02-31T12:00:00Z', undefined],
    ['2025-02-31T12:00:00+02:00', undefined],
    ['2025-13-01', undefined],
    ['2025-12-21T24:00:00Z', undefined],
    ['2025-12-21T25:00:00Z', undefined],
    ['2025-12-21T12:60:00Z', undefined],
    ['1766318400', undefined],
    [1766318400, undefined],
    ['last May', undefined],
    ['21.12.2025', undefined],
    ['2025-12-21T12:00:00 UTC', undefined],
    ['2025-12-21x', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [['2025-12-21'], undefined],
    ['2025-12-21T12:00:00+5', undefined],
    ['x2025-12-21', undefined],
    ['2025-12-21Tz', undefined],
    ['12025-12-21', undefined],
    ['2025-12-21T12:00:00.', undefined],
    ['2025-12-21T12:00:00  Z', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21T23:59:59-00:30', '2025-12-22T00:29:59.000Z'],
    ['2025-12-21T12:00:00+99:00', undefined],
  ])('%j is %j', (value, iso) => expect(toIsoTime(value)).toBe(iso));
});

describe('a time as people read it', () => {
  it.each([
    ['2026-03-01T12:00:00.000Z', '1 March 2026, 12:00 UTC'],
    ['2026-12-31T23:59:59.999Z', '31 December 2026, 23:59 UTC'],
    ['2026-01-01T00:30:00+01:00', '31 December 2025, 23:30 UTC'],
    ['last May', 'last May'],
    ['', ''],
  ])('of %s is %s', (time, text) => expect(describeTime(time)).toBe(text));
});

it('counts a day in milliseconds', () =>
  expect(new Date(Date.UTC(2026, 1, 28) + DAY_MS)).toStrictEqual(new Date('2026-03-01T00:00:00.000Z')));
