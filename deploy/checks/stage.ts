/** What makes something of a stage on AWS, or gets it ready to be. */
const DEPLOYING = ['package', 'deploy'];

/** What is wrong with deploying this stage at all, in a sentence each. */
export function misfitsOfStage(stage: string, [command = '']: string[]): string[] {
  if (!DEPLOYING.includes(command)) return [];
  if (stage === 'local') {
    return ['The stage local is never deployed: npm start runs it here. Name another, as with --stage dev.'];
  }
  // Any stage that has no parameters of its own is like dev: its tables go with the stack.
  if (/^(?:prod|live)/i.test(stage) && stage !== 'prod') {
    return [`The stage ${stage} would be like dev, and not like prod. Name it prod, or in another way.`];
  }
  return [];
}
