import { brotliDecompressSync } from 'node:zlib';
import type { Answer } from '../http/envelope.ts';
import type { ApiEvent } from '../http/event.ts';
import { pathOf } from '../http/path.ts';
import type { Asset } from './asset.ts';

/** The headers that every file of a page has. */
export type PageHeaders = Record<string, string>;

const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The headers of a page with this content policy. Only pages of `embedOrigin`, if there is one, may show it
 * in a frame; the older header for it can name nobody.
 */
export function headersWith(policy: string[], embedOrigin?: string): PageHeaders {
  return {
    'Content-Security-Policy': [...policy, `frame-ancestors ${embedOrigin ?? "'none'"}`].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Strict-Transport-Security': 'max-age=15552000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    ...(!embedOrigin && { 'X-Frame-Options': 'DENY' }),
  };
}

/** The path of a request without its last slash: a page has both. */
export function pagePathOf(event: ApiEvent): string {
  return pathOf(event).replace(/(?<=.)\/$/, '');
}

/** The asset at the path of a request; undefined if there is none. */
export function assetFor(event: ApiEvent, assets: Asset[], pageHeaders: PageHeaders): Answer | undefined {
  const path = pagePathOf(event);
  const asset = assets.find((each) => each.path === path);
  const accepted = event.headers['accept-encoding'] ?? '';
  return asset && { statusCode: 200, ...contentFor(asset, accepted, pageHeaders) };
}

/** As it is packed, if the caller can unpack it. */
function contentFor({ type, isImmutable, packed }: Asset, accepted: string, pageHeaders: PageHeaders) {
  const isPacked = /(?:^|,)\s*br\s*(?:,|$)/.test(accepted);
  const body = (isPacked ? packed : brotliDecompressSync(packed)).toString('base64');
  const headers = {
    ...pageHeaders,
    'Content-Type': type,
    'Cache-Control': isImmutable ? FOREVER : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(isPacked && { 'Content-Encoding': 'br' }),
  };
  return { headers, body, isBase64Encoded: true as const };
}
