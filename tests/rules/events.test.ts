import { describe, expect, it } from 'vitest';
import { decodeBody, decodeCsv } from '../../libs/http/body.ts';
import { dropNulls } from '../../libs/http/drop-nulls.ts';
import type { ApiEvent } from '../../libs/http/event.ts';

const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');

describe('a body that was sent as JSON', () => {
  const decoded = (body: string, isBase64Encoded = false, type = 'application/json') => {
    const event = { body, isBase64Encoded, headers: { 'content-type': type } } as unknown as ApiEvent;
    try {
      decodeBody.before({ event });
      return [event.body, event.isBase64Encoded];
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each<[string, string, boolean, unknown]>([
    ['text', '{"a":"ü"}', false, ['{"a":"ü"}', false]],
    ['text in base64', base64('{"a":"ü"}'), true, ['{"a":"ü"}', false]],
    ['half a character', '{"a":"\ud800"}', false, 'invalid_json'],
    ['what is no UTF-8', base64('{"a":"ü"}', 'latin1'), true, 'invalid_json'],
  ])('is its text, if it is %s: %j', (_, body, isEncoded, expected) =>
    expect(decoded(body, isEncoded)).toStrictEqual(expected),
  );

  it.each([
    ['application/json', true],
    ['Application/JSON ; charset=utf-8', true],
    ['application/merge-patch+json', true],
    ['application/jsonp', false],
    ['text/json', false],
    ['x-application/json', false],
    ['', false],
  ])('says so: %s, %s', (type, isJson) =>
    expect(decoded('{}', false, type)).toStrictEqual(isJson ? ['{}', false] : 'unsupported_media_type'),
  );
});

describe('a body that was sent as CSV', () => {
  it.each([
    ['text/csv', true],
    ['Text/CSV ; charset=utf-8', true],
    ['text/csv\t;header=present', true],
    ['text/csvx', false],
    ['text/plain', false],
    ['application/json', false],
    ['x-text/csv', false],
    ['', false],
  ])('says so: %j, %s', (type, isCsv) => {
    const event = { body: 'a,b', headers: { 'content-type': type } } as unknown as ApiEvent;
    const decode = () => decodeCsv.before({ event });
    if (isCsv) expect(decode).not.toThrow();
    else expect(decode).toThrow(expect.objectContaining({ code: 'unsupported_media_type' }));
  });
});

describe('a query', () => {
  it.each([
    [{ queryStringParameters: null }, {}],
    [{ queryStringParameters: { a: '1' } }, { queryStringParameters: { a: '1' } }],
    [{}, {}],
  ])('%j is read as %j', (event, read) => {
    dropNulls.before({ event: event as unknown as ApiEvent });
    expect(event).toStrictEqual(read);
  });
});
