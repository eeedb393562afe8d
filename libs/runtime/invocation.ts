/** What a function needs of Lambda's context. */
export interface RunContext {
  getRemainingTimeInMillis: () => number;
}

/** The dependencies for one invocation: their store knows how much time is left. */
export function during<Dependencies extends { store: { remainingMs: () => number } }>(
  dependencies: Dependencies,
  context: RunContext,
): Dependencies {
  const remainingMs = () => context.getRemainingTimeInMillis();
  return { ...dependencies, store: { ...dependencies.store, remainingMs } };
}
