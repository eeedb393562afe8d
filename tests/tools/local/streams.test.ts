import { expect, it } from 'vitest';
import { type Definition, withoutStreamsThatAreOff } from '../../../local/offline/streams.ts';

it('a stream that is off wakes nothing on this machine either', () => {
  const events = [
    { stream: { enabled: false } },
    { stream: { enabled: 'false' } },
    { stream: { enabled: true } },
  ];
  const schedule = { schedule: { enabled: false } };
  const functions: Record<string, Definition> = {
    notify: { events: [...events, { stream: 'arn:aws:dynamodb:…' }, schedule as never] },
    redrive: {},
  };
  withoutStreamsThatAreOff(functions);
  expect(functions.notify?.events).toStrictEqual([
    { stream: { enabled: true } },
    { stream: 'arn:aws:dynamodb:…' },
    schedule,
  ]);
  expect(functions.redrive?.events).toStrictEqual([]);
});
