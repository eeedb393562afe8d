import type { Reporter, TestModule, Vitest } from 'vitest/node';

/**
 * Ends the run with one plain line that people and machines can read. What a function did that its role does
 * not allow is a failure. After a run of all tests, so is an answer that the API describes and that no test
 * has seen, and a permission that no function has needed.
 */
export default class ClosingLine implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const states = modules.flatMap((module) =>
      Array.from(module.children.allTests(), (test) => test.result().state),
    );
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const count = (state: string) => states.filter((each) => each === state).length;
    const failed = count('failed') + broken;
    const complaints = await complaintsOf({ isWhole: failed === 0 && (await this.#isFullRun(modules)) });
    for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
    if (complaints.length > 0) process.exitCode = 1;
    process.stdout.write(`${count('passed')} passed, ${failed + complaints.length} failed\n`);
  }

  /** Whether every test of every file was to be run. */
  async #isFullRun(modules: readonly TestModule[]): Promise<boolean> {
    if (!this.#vitest || this.#vitest.getGlobalTestNamePattern()) return false;
    const run = new Set(modules.map(({ moduleId }) => moduleId));
    const all = await this.#vitest.globTestSpecifications();
    return all.every(({ moduleId }) => run.has(moduleId));
  }
}

/** Not imported above: they need what is compiled before the first test. */
async function complaintsOf({ isWhole }: { isWhole: boolean }): Promise<string[]> {
  const { grantsNotUsed, usesNotAllowed } = await import('./roles/uses.ts');
  const { unseenAnswers } = await import('./seen-answers.ts');
  return [
    ...usesNotAllowed().map((use) => `A role is too narrow: ${use}`),
    ...(isWhole ? unseenAnswers().map((answer) => `No test has seen this answer: ${answer}`) : []),
    ...(isWhole ? grantsNotUsed().map((grant) => `No test has needed this permission: ${grant}`) : []),
  ];
}
