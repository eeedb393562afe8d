/** What is mutated together, and the tests that are to notice. Paths are globs from the root. */
export interface Part {
  mutate: string[];
  tests: string[];
}

/** The parts of the code whose guards are tried one by one. Each ends within some ten minutes. */
export const PARTS: Record<string, Part> = {
  rules: {
    mutate: ['libs/payouts/*.ts'],
    tests: ['tests/rules/*.test.ts'],
  },
  runs: {
    mutate: ['libs/payouts/runs/*.ts', 'libs/csv/*.ts'],
    tests: ['tests/rules/runs/*.test.ts', 'tests/rules/spreadsheet.test.ts'],
  },
};
