import type { ApiEvent } from './event.ts';

/**
 * The path of a request as a person reads it: decoded wherever it can be, so that no encoding hides where it
 * leads.
 */
export function pathOf({ rawPath, requestContext }: ApiEvent): string {
  const path = requestContext?.http?.path ?? rawPath ?? '/';
  return path.replace(/(?:%[0-9a-f]{2})+/gi, decoded);
}

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
