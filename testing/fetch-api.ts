import { requireDescribed, routeAt } from './answers.ts';

/**
 * `fetch` for a running service. An answer that the API does not describe is a failure, whatever the test
 * looks at.
 */
export async function fetchApi(url: string, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET' } = init;
  const response = await fetch(url, init);
  const { status, headers } = response;
  if (method === 'OPTIONS') return response;
  const contentType = headers.get('content-type') ?? undefined;
  const isJson = contentType?.startsWith('application/json');
  const json = isJson ? ((await response.clone().json()) as never) : undefined;
  const names = [...headers.keys()];
  requireDescribed(routeAt(method, new URL(url).pathname), { status, contentType, headers: names, json });
  return response;
}
