import { execFileSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { makeBundles } from '../../bench/bundles.ts';

const FAIL = `
try {
  require(process.argv[1]).handler({}, {});
} catch (error) {
  process.stdout.write(error.stack);
}
`;

it('a stack of a function that is deployed names our functions', async () => {
  const { bundles, remove } = await makeBundles(['requestPayout']);
  onTestFinished(remove);
  const { file = '' } = bundles.find(({ name }) => name === 'requestPayout') ?? {};
  const stack = execFileSync(process.execPath, ['-e', FAIL, file], { env: {}, encoding: 'utf8' });
  const names = Array.from(stack.matchAll(/^ {4}at (?:async )?([\w.]+) \(/gm), ([, name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['required', 'readTokenSettings', 'readSettings', 'settings']),
  );
});
