/** The members of a balance that can be compared, in cents. */
export const FIELDS = ['total_earned', 'total_paid', 'pending', 'available'] as const;

/** One member of a balance. */
export type Field = (typeof FIELDS)[number];

/** Where each is in an answer of this service. */
export const OUR_PATHS = Object.fromEntries(FIELDS.map((field) => [field, `data.balance.${field}`]));

/** Where a service answers, and where in its JSON each amount is: `data.balance.pending`. */
export interface BalanceSource {
  url: string;
  paths: Partial<Record<Field, string>>;
}

/** What a service answers: some amounts, or a code, or an HTTP status, in words. */
export type BalanceAnswer =
  | { amounts: Partial<Record<Field, number>>; maturing?: number; failure?: undefined }
  | { failure: string };

const PATIENCE_MS = 30_000;

/** The old function may answer numbers, or digits in text. */
const NUMBER = /^-?\d+(?:\.0+)?$/;

/** Asks for one user's balance. @throws Error in one line if nothing answers, or the token is refused */
export async function askBalance({ url, paths }: BalanceSource, token: string): Promise<BalanceAnswer> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new Error(`${url} does not answer.`);
  });
  if (response.status === 401) {
    throw new Error(
      `${url} refuses the token. Is JWT_SECRET its secret, or the token in the file one of its own?`,
    );
  }
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return { failure: String(memberAt(json, 'error.code') ?? `HTTP ${response.status}`) };
  const amounts: Partial<Record<Field, number>> = {};
  for (const [field, path] of Object.entries(paths) as [Field, string][]) {
    const value = memberAt(json, path);
    if (!NUMBER.test(String(value))) return { failure: `an answer without a number at ${path}` };
    amounts[field] = Number(value);
  }
  const maturing = memberAt(json, 'data.balance.maturing');
  return { amounts, ...(typeof maturing === 'number' && { maturing }) };
}

function memberAt(json: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], json);
}
