import { brotliDecompressSync } from 'node:zlib';
import type { Answer } from '../http/envelope.ts';
import type { ApiEvent } from '../http/event.ts';
import { pathOf } from '../http/path.ts';
import type { Caller } from '../runtime/settings.ts';
import { ASSETS, type Asset } from './assets.ts';

/** Where the page finds the callers that it can offer. */
const CALLERS_PATH = '/docs/callers.json';

/**
 * The page runs its own scripts and styles, and calls only this service. Swagger UI carries its icons as
 * images in its styles.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': PAGE_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=15552000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const FOREVER = 'public, max-age=31536000, immutable';

/** The file of the reference page at the path of a request; undefined if there is none. */
export function fileFor(event: ApiEvent, callers: Caller[]): Answer | undefined {
  const path = pathOf(event).replace(/(?<=.)\/$/, '');
  const isHead = event.requestContext.http.method === 'HEAD';
  const answer = path === CALLERS_PATH ? callersAnswer(callers) : assetAnswer(path, event);
  return answer && isHead ? { ...answer, body: '' } : answer;
}

/** Tokens do not belong in any cache. */
function callersAnswer(callers: Caller[]): Answer {
  const headers = { ...HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return { statusCode: 200, headers, body: JSON.stringify(callers) };
}

function assetAnswer(path: string, event: ApiEvent): Answer | undefined {
  const asset = ASSETS.find((each) => each.path === path);
  return asset && { statusCode: 200, ...contentFor(asset, event.headers['accept-encoding'] ?? '') };
}

/** As it is packed, if the caller can unpack it. */
function contentFor({ type, isImmutable, packed }: Asset, accepted: string): Omit<Answer, 'statusCode'> {
  const isPacked = /(?:^|,)\s*br\s*(?:,|$)/.test(accepted);
  const body = (isPacked ? packed : brotliDecompressSync(packed)).toString('base64');
  const headers = {
    ...HEADERS,
    'Content-Type': type,
    'Cache-Control': isImmutable ? FOREVER : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(isPacked && { 'Content-Encoding': 'br' }),
  };
  return { headers, body, isBase64Encoded: true };
}
