import type { ApiEvent } from './chain.ts';

/** The path of a request as a person reads it: decoded where it can be, so that no encoding hides where it leads. */
export function pathOf({ rawPath, requestContext }: ApiEvent): string {
  const path = requestContext?.http?.path ?? rawPath ?? '/';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
