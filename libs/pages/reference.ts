import type { Answer } from '../http/envelope.ts';
import type { ApiEvent } from '../http/event.ts';
import type { Caller } from '../runtime/page-settings.ts';
import { TYPES } from './asset.ts';
import { ASSETS } from './assets/reference.ts';
import { assetFor, headersWith, pagePathOf } from './serve.ts';

/** Where the page finds the callers that it can offer. */
const CALLERS_PATH = '/docs/callers.json';

/**
 * The page runs its own scripts and styles, and calls only this service. Swagger UI carries its icons as
 * images in its styles.
 */
const HEADERS = headersWith([
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]);

/** The file of the reference page at the path of a request; undefined if there is none. */
export function fileFor(event: ApiEvent, callers: Caller[]): Answer | undefined {
  return pagePathOf(event) === CALLERS_PATH ? callersAnswer(callers) : assetFor(event, ASSETS, HEADERS);
}

/** Tokens do not belong in any cache. */
function callersAnswer(callers: Caller[]): Answer {
  const headers = { ...HEADERS, 'Content-Type': TYPES.json, 'Cache-Control': 'no-store' };
  return { statusCode: 200, headers, body: JSON.stringify(callers) };
}
