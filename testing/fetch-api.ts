import { requireDescribed, routeAt } from './answers.ts';

/**
 * `fetch` for a running service. An answer that the API does not describe is a failure, whatever the test
 * looks at.
 */
export async function fetchApi(url: string, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET' } = init;
  const response = await fetch(url, init);
  if (method !== 'OPTIONS') await requireDescribedResponse(method, url, response);
  return response;
}

/** Throws if a service answered in a way that the API does not describe, and notes that it was seen. */
export async function requireDescribedResponse(
  method: string,
  url: string,
  response: Response,
): Promise<void> {
  const { status, headers } = response;
  const contentType = headers.get('content-type') ?? undefined;
  const isJson = contentType?.startsWith('application/json');
  const json = isJson ? ((await response.clone().json()) as never) : undefined;
  const names = [...headers.keys()];
  requireDescribed(routeAt(method, new URL(url).pathname), { status, contentType, headers: names, json });
}
