/** The variables of a process, by their names. */
export type Environment = Record<string, string | undefined>;

/** The parts of a variable that lists them between commas; none if it is not set. */
export function list(env: Environment, name: string): string[] {
  const parts = (env[name] ?? '').split(',').map((part) => part.trim());
  return parts.filter(Boolean);
}

/** @throws Error if a stage but `local` would start with a public secret */
export function requireNotPublic({ STAGE }: Environment, name: string, isPublic: boolean): void {
  if (isPublic && STAGE !== 'local') throw new Error(`${name} is the public secret of the local stage.`);
}

/** @throws Error if the variable is not set */
export function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** One of these words, or undefined if the variable is not set. @throws Error that names the variable */
export function word<Word extends string>(
  env: Environment,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = env[name];
  if (!value) return undefined;
  const found = words.find((each) => each === value);
  if (!found) throw new Error(`${name} is not one of ${words.join(', ')}.`);
  return found;
}

/** A whole number of cents above zero. @throws Error that names the variable */
export function cents(env: Environment, name: string, fallback: number): number {
  return wholeNumber(env, name, fallback, ' of cents');
}

/** A whole number above zero. @throws Error that names the variable */
export function wholeNumber(env: Environment, name: string, fallback: number, unit = ''): number {
  const value = env[name] ? Number(env[name]) : fallback;
  if (!Number.isSafeInteger(value) || value <= 0) throw new Error(`${name} is not a whole number${unit}.`);
  return value;
}
