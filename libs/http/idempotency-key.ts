/**
 * The `Idempotency-Key` of a validated event without the quotes that it may stand in; undefined if there
 * is none.
 */
export function idempotencyKeyOf(event: {
  headers?: Record<string, string | undefined>;
}): string | undefined {
  const header = event.headers?.['idempotency-key'];
  return header?.startsWith('"') ? header.slice(1, -1) : header;
}
