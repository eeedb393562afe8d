import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What starts a service, a browser or a simulation, or packages one. */
const SLOW = /\/tests\/(?:deploy|e2e|tools|web\/pages)\//;

/** Begins with what takes longest: left to the end, it would run while the other workers do nothing. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
