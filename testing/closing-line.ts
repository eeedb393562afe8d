import type { Reporter, TestModule, Vitest } from 'vitest/node';

/**
 * Ends the run with one plain line that people and machines can read. After a run of all tests, an answer
 * that the API describes and that no test has seen is a failure too.
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
    const unseen = failed === 0 && (await this.#isFullRun(modules)) ? await unseenAnswers() : [];
    for (const answer of unseen) process.stdout.write(`No test has seen this answer: ${answer}\n`);
    if (unseen.length > 0) process.exitCode = 1;
    process.stdout.write(`${count('passed')} passed, ${failed + unseen.length} failed\n`);
  }

  /** Whether every test of every file was to be run. */
  async #isFullRun(modules: readonly TestModule[]): Promise<boolean> {
    if (!this.#vitest || this.#vitest.getGlobalTestNamePattern()) return false;
    const run = new Set(modules.map(({ moduleId }) => moduleId));
    const all = await this.#vitest.globTestSpecifications();
    return all.every(({ moduleId }) => run.has(moduleId));
  }
}

/** Not imported above: it needs what is compiled before the first test. */
async function unseenAnswers(): Promise<string[]> {
  const { unseenAnswers: list } = await import('./seen-answers.ts');
  return list();
}
