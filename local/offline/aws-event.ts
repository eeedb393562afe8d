import { isUtf8 } from 'node:buffer';
import type { ApiEvent } from '../../libs/http/event.ts';

/** A request as it came over the wire: names and values of its headers in turn, and the bytes of its body. */
export interface WireRequest {
  rawHeaders: string[];
  payload: Buffer;
}

/** An event as serverless-offline makes it, which sets to null what AWS leaves out. */
export type OfflineEvent = { [Member in keyof ApiEvent]: ApiEvent[Member] | null };

/** The content types whose bodies an HTTP API hands over as text. */
const TEXT_TYPE =
  /^(?:text\/|application\/(?:[a-z0-9.+-]+\+)?(?:json|xml)[ \t]*(?:;|$)|application\/javascript)/i;

/**
 * The event that AWS would have made of the request. serverless-offline parses JSON and hands the value over,
 * puts a content type in, and takes the last of two headers of one name, so that what is refused on AWS would
 * pass here.
 */
export function asOnAws(offline: OfflineEvent, { rawHeaders, payload }: WireRequest): ApiEvent {
  const { body: _body, isBase64Encoded: _encoding, headers: _headers, ...rest } = offline;
  const { cookie: _cookie, ...headers } = headersOf(rawHeaders);
  const isBase64Encoded = !isText(headers, payload);
  return {
    ...withoutNulls(rest),
    headers,
    ...(payload.length > 0 && { body: payload.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded: isBase64Encoded && payload.length > 0,
  } as ApiEvent;
}

/**
 * An address that can be decoded: what is no escape in it is escaped, so that it stays as it was sent. hapi
 * would refuse it with an answer of its own.
 */
export function decodable(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+|%/gi, (escapes) => {
    try {
      decodeURIComponent(escapes);
      return escapes;
    } catch {
      return escapes.replaceAll('%', '%25');
    }
  });
}

/** What comes twice is joined by a comma. */
function headersOf(rawHeaders: string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(headers);
}

/**
 * A compressed body stays compressed. Bytes that are not text cannot be handed over as text, whatever their
 * content type says.
 */
function isText(headers: Record<string, string>, payload: Buffer): boolean {
  return TEXT_TYPE.test(headers['content-type'] ?? '') && !headers['content-encoding'] && isUtf8(payload);
}

function withoutNulls(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
