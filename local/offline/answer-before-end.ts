/** The part of serverless-offline that runs a function in a thread of its own. */
export interface Runner {
  run: (event: unknown, context: unknown) => Promise<unknown>;
  cleanup: () => Promise<unknown>;
}

/**
 * Lets a thread answer the calls that it is at before it is ended. When a file changes, serverless-offline
 * ends all threads, and would wait for ever for the answer of one that is gone.
 */
export function answerBeforeEnd(runner: Runner): void {
  const { run, cleanup } = runner;
  const calls = new WeakMap<Runner, Set<Promise<unknown>>>();
  runner.run = function (this: Runner, event, context) {
    const underWay = calls.get(this) ?? new Set();
    calls.set(this, underWay);
    const call = run.call(this, event, context).finally(() => underWay.delete(call));
    underWay.add(call);
    return call;
  };
  runner.cleanup = async function (this: Runner) {
    await Promise.allSettled(calls.get(this) ?? []);
    return cleanup.call(this);
  };
}
