import { textOf } from './body.ts';

/** What a body says, or undefined if it is not JSON. @throws invalid_json if it is not even text */
export function parseJson(body: Buffer): unknown {
  const text = textOf(body);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
